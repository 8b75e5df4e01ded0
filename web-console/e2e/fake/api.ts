import type { Schema } from "../../src/shared/api/types.ts";
import { approvals, decided } from "./approvals.ts";
import * as data from "./data.ts";
import { addFlow, change, etagOf, flowOf, flows, orderText, publish, sampleOrder, templates, triggerOf, versionsOf } from "./flows.ts";
import { readFlow } from "./outline.ts";
import { homeOf, summaryOf } from "./home.ts";
import { operationRoutes } from "./operations.ts";
import { accepted, created, type FakeAnswer, type FakeRequest, gone, type Handler, notFound, ok, paged, problem } from "./router.ts";
import { runOf, runs, startRun, stepOf } from "./runs.ts";

/** Enough of the REST API for developing and testing pages without a server. Signs in anybody; the password `wrong` fails. */
export function fakeRoutes(): Record<string, Handler> {
  let signedIn = true;
  let mustChangePassword = false;
  const connections = [...data.connections];
  const members = [...data.members];
  const invitations = [...data.invitations];
  const tokens = [...data.tokens];
  const tenants = [...data.tenants];
  const t = "/tenants/{tenant}";
  const session = (): Schema<"Session"> => ({ signedIn, csrfToken: "fake", mustChangePassword, operator: signedIn, oidc: false, version: "0.1.0", account: signedIn ? { id: "a-1", login: "ana", name: "Ana Kovač", email: "ana@acme.example" } : undefined, tenants: signedIn ? data.memberships : [] });
  const body = <T>(request: FakeRequest) => request.body as T;
  const has = (...texts: (string | undefined)[]) => (_: unknown, q: string) => texts.some((text) => text?.toLowerCase().includes(q));
  const of = <T>(items: readonly T[], fits: (item: T) => boolean, answer: (item: T) => ReturnType<Handler>) => {
    const item = items.find(fits);
    return item === undefined ? notFound() : answer(item);
  };
  const fresh = (request: FakeRequest) => request.params["tenant"] === "fresh";
  const check = (settings: Record<string, unknown>): Schema<"CheckResult"> => (JSON.stringify(settings).includes("wrong") ? { ok: false, message: "The CRM refused the API key (401).", advice: "Enter the present key and test again.", durationMs: 130 } : { ok: true, message: "Answered as expected.", durationMs: 42 });

  return {
    ...operationRoutes(),
    "GET /session": () => ok(session()),
    "POST /session": (r) => {
      if (body<Schema<"SignInRequest">>(r).password === "wrong") return problem(401, "session.wrong-password", "Cannot sign in", "User name or password is wrong. Four more tries, then the account rests for a minute.");
      signedIn = true;
      mustChangePassword = body<Schema<"SignInRequest">>(r).password === "first";
      return ok(session());
    },
    "DELETE /session": () => {
      signedIn = false;
      return gone();
    },
    "PUT /session/password": () => {
      mustChangePassword = false;
      return ok(session());
    },
    "GET /invitations/{token}": (r) => (r.params["token"] === "old" ? problem(410, "invitation.expired", "The invitation has ended", "Ask the person who invited you for a new link.") : ok({ tenantName: "Acme Retail", role: "builder", email: "dora@acme.example", invitedBy: "Ana Kovač", expiresAt: data.ago(-9_000), accountExists: r.params["token"] === "known" } satisfies Schema<"InvitationOffer">)),
    "POST /invitations/{token}": () => ok(session()),
    "GET /me/tokens": (r) => paged(tokens, r.query),
    "POST /me/tokens": (r) => {
      const wanted = body<Schema<"TokenRequest">>(r);
      const token: Schema<"Token"> = { id: `t-${tokens.length + 1}`, name: wanted.name, prefix: "pb_nEw1", tenant: wanted.tenant, createdAt: data.ago(0), expiresAt: wanted.expiresInDays ? data.ago(-1_440 * wanted.expiresInDays) : undefined };
      tokens.unshift(token);
      return created({ token, value: "pb_nEw1c0ffee0000000000000000000000" });
    },
    "DELETE /me/tokens/{tokenId}": (r) => remove(tokens, (each) => each.id === r.params["tokenId"]),
    "GET /operator/audit": (r) => paged(data.audit, r.query, (event, q) => has(event.actor, event.action, event.target)(event, q)),
    "GET /plugins": (r) => paged(data.plugins, r.query, (each, q) => has(each.id, each.label)(each, q)),
    "POST /plugins": () => problem(422, "plugin.needs-newer-api", "Cannot install the plugin", "Cannot install plugin 'slack' 2.1: it needs plugin-api 1.4 or newer, this platform has 1.0. Upgrade the platform or install slack 2.0."),
    "GET /plugins/{pluginId}": (r) => of(data.plugins, (each) => each.id === r.params["pluginId"], ok),
    "PUT /plugins/{pluginId}/active": (r) => of(data.plugins, (each) => each.id === r.params["pluginId"], ok),
    "DELETE /plugins/{pluginId}/versions/{version}": () => problem(409, "plugin.in-use", "Cannot remove the version", "Cannot remove plugin 'example' 1.0.0: the published flow 'crm-sync' of Acme Retail uses it. Publish the flow with another version first."),
    "GET /tenants": (r) => paged(tenants, r.query, (each, q) => has(each.slug, each.name)(each, q)),
    "POST /tenants": (r) => {
      const wanted = body<Schema<"TenantRequest">>(r);
      if (tenants.some((each) => each.slug === wanted.slug)) return problem(409, "tenant.slug-taken", "Cannot create the tenant", `The short name '${wanted.slug}' is taken. Choose another.`, [{ pointer: "/slug", code: "taken", message: "This short name is taken." }]);
      const tenant: Schema<"Tenant"> = { environment: "", timeZone: "UTC", ...wanted, runRetentionDays: 30, state: "active", createdAt: data.ago(0), members: 1, flows: 0, role: "owner" };
      tenants.unshift(tenant);
      return created(tenant);
    },
    [`GET ${t}`]: (r) => of(tenants, (each) => each.slug === r.params["tenant"] && each.role !== undefined, (each) => ok(each, { ETag: '"1"' })),
    [`PATCH ${t}`]: (r) => of(tenants, (each) => each.slug === r.params["tenant"], (each) => ok(Object.assign(each, r.body), { ETag: '"2"' })),
    [`DELETE ${t}`]: (r) => remove(tenants, (each) => each.slug === r.params["tenant"]),
    [`PUT ${t}/suspension`]: (r) => of(tenants, (each) => each.slug === r.params["tenant"], (each) => ok(Object.assign(each, { state: "suspended" }))),
    [`DELETE ${t}/suspension`]: (r) => of(tenants, (each) => each.slug === r.params["tenant"], (each) => ok(Object.assign(each, { state: "active" }))),
    [`GET ${t}/approvals`]: (r) => paged(fresh(r) ? [] : approvals.filter((each) => (each.state === "open") === (r.query.get("open") !== "false") && (r.query.get("mine") !== "true" || each.mine)), r.query, (each, q) => has(each.title, each.flowName)(each, q)),
    [`GET ${t}/approvals/waiting`]: (r) => ok({ count: fresh(r) ? 0 : approvals.filter((each) => each.state === "open" && each.mine).length }),
    [`GET ${t}/approvals/{approvalId}`]: (r) => of(approvals, (each) => each.id === r.params["approvalId"], ok),
    [`POST ${t}/approvals/{approvalId}/decision`]: (r) => of(approvals, (each) => each.id === r.params["approvalId"], (each) => ok(Object.assign(each, decided(body<Schema<"DecisionRequest">>(r), "ana", "console")))),
    [`POST ${t}/approvals/{approvalId}/link`]: () => ok({ url: "http://localhost/approve/pba_example" }),
    "GET /approval-links/{token}": (r) => of(approvals, () => r.params["token"] !== "old", ok),
    "POST /approval-links/{token}": (r) => of(approvals, () => true, (each) => ok(Object.assign(each, decided(body<Schema<"LinkDecisionRequest">>(r), `${body<Schema<"LinkDecisionRequest">>(r).name} (by link)`, "link")))),
    [`GET ${t}/home`]: (r) => ok(homeOf(r.params["tenant"] ?? "", Number(r.query.get("hours") ?? 24))),
    [`GET ${t}/audit`]: (r) => paged(data.audit, r.query, (event, q) => has(event.actor, event.action, event.target)(event, q)),
    [`GET ${t}/members`]: (r) => paged(members, r.query, (each, q) => has(each.name, each.login, each.email)(each, q), { invitations }),
    [`PATCH ${t}/members/{accountId}`]: (r) => of(members, (each) => each.accountId === r.params["accountId"], (each) => (each.role === "owner" ? problem(409, "member.last-owner", "Cannot change the role", "Ana Kovač is the last owner of Acme Retail. Make somebody else owner first.") : ok(Object.assign(each, r.body)))),
    [`DELETE ${t}/members/{accountId}`]: (r) => remove(members, (each) => each.accountId === r.params["accountId"]),
    [`POST ${t}/invitations`]: (r) => {
      const wanted = body<Schema<"InvitationRequest">>(r);
      const invitation: Schema<"Invitation"> = { id: `i-${invitations.length + 1}`, ...wanted, invitedBy: "Ana Kovač", createdAt: data.ago(0), expiresAt: data.ago(-10_080) };
      invitations.push(invitation);
      return created({ invitation, link: "https://patchbay.example/invitations/Zk3v0cQ1" });
    },
    [`DELETE ${t}/invitations/{invitationId}`]: (r) => remove(invitations, (each) => each.id === r.params["invitationId"]),
    [`GET ${t}/connectors`]: (r) => paged(data.connectors.map((each) => ({ id: each.id, label: each.label, help: each.help, version: each.version, actions: each.actions.length, triggers: each.pollingTriggers.length + each.webhookTriggers.length })), r.query, (each, q) => has(each.id, each.label, each.help)(each, q)),
    [`GET ${t}/connectors/{connectorId}`]: (r) => of(data.connectors, (each) => each.id === r.params["connectorId"], ok),
    [`GET ${t}/connections`]: (r) => paged(fresh(r) ? [] : connections.map(summaryOf).filter((each) => [null, "", each.connector].includes(r.query.get("connector"))), r.query, (each, q) => has(each.name, each.connectorLabel)(each, q)),
    [`POST ${t}/connections`]: (r) => {
      const wanted = body<Schema<"ConnectionRequest">>(r);
      if (connections.some((each) => each.name === wanted.name)) return problem(409, "connection.name-taken", "Cannot save the connection", `The name '${wanted.name}' is taken in this tenant. Choose another.`, [{ pointer: "/name", code: "taken", message: "This name is taken." }]);
      const connection: Schema<"Connection"> = { ...wanted, ...withoutSecrets(wanted.connector, wanted.kind, wanted.settings), connectorLabel: wanted.connector, status: "unchecked", createdAt: data.ago(0), updatedAt: data.ago(0), usedBy: [] };
      connections.push(connection);
      return created(connection);
    },
    [`POST ${t}/connections/check`]: (r) => ok(check(body<Schema<"ConnectionRequest">>(r).settings)),
    [`GET ${t}/connections/{name}`]: (r) => of(connections, (each) => each.name === r.params["name"], (each) => ok(each, { ETag: '"1"' })),
    [`PATCH ${t}/connections/{name}`]: (r) => of(connections, (each) => each.name === r.params["name"], (each) => ok(Object.assign(each, { settings: withoutSecrets(each.connector, each.kind, body<Schema<"ConnectionUpdate">>(r).settings).settings, updatedAt: new Date().toISOString(), status: "unchecked" }), { ETag: '"2"' })),
    [`DELETE ${t}/connections/{name}`]: (r) => of(connections, (each) => each.name === r.params["name"], (each) => (each.usedBy.length > 0 ? problem(409, "connection.in-use", "Cannot delete the connection", `Cannot delete connection '${each.name}': the flow '${each.usedBy[0]?.name}' is on and uses it. Turn the flow off or let it use another connection.`) : remove(connections, (other) => other === each))),
    [`POST ${t}/connections/{name}/check`]: (r) => of(connections, (each) => each.name === r.params["name"], (each) => {
      const result: Schema<"CheckResult"> = each.name === "crm" ? check({ key: "wrong" }) : check({});
      Object.assign(each, { status: result.ok ? "ok" : "failing", statusMessage: result.message, checkedAt: data.ago(0) });
      return ok(result);
    }),
    [`GET ${t}/templates`]: (r) => paged(templates, r.query),
    [`POST ${t}/templates/{templateId}/use`]: () => created(flowOf(addFlow(orderText.replace("order-intake", `order-${flows.length}`)))),
    [`GET ${t}/flows`]: (r) => paged(fresh(r) ? [] : flows.filter((each) => [null, "", each.state as string].includes(r.query.get("state"))), r.query, (each, q) => has(each.name, each.title)(each, q)),
    [`POST ${t}/flows`]: (r) => created(flowOf(addFlow(body<{ text: string }>(r).text))),
    [`POST ${t}/flows/validate`]: (r) => {
      const { text } = body<{ text: string }>(r);
      // A quote that is not closed: nothing of the text can be read.
      if ((text.split('"').length - 1) % 2 === 1) return ok({ valid: false, problems: [{ severity: "error", code: "flow.not-yaml", message: "The text is not valid YAML: a quote is not closed. Check the indentation and quotes.", pointer: "", line: 1, column: 1, endLine: 1, endColumn: 2 }] });
      const { outline, problems } = readFlow(text);
      return ok({ valid: problems.length === 0, problems, outline });
    },
    [`GET ${t}/flows/{flowId}`]: ofFlow(() => undefined),
    [`PUT ${t}/flows/{flowId}`]: ofFlow((id, r) => (r.headers["if-match"] === etagOf(id) ? change(id, { hasDraftChanges: body<{ text: string }>(r).text !== versionsOf(id)[0]?.text }, body<{ text: string }>(r).text) : stale())),
    [`DELETE ${t}/flows/{flowId}`]: (r) => remove(flows, (each) => each.id === r.params["flowId"]),
    [`POST ${t}/flows/{flowId}/restore`]: ofFlow(() => undefined),
    [`POST ${t}/flows/{flowId}/publish`]: ofFlow((id, r) => {
      if (r.headers["if-match"] !== etagOf(id)) return stale();
      const errors = flowOf(id)?.problems ?? [];
      return errors.length > 0 ? problem(422, "flow.invalid", "Cannot publish the flow", errors[0]?.message ?? "") : publish(id, body<{ note?: string } | undefined>(r)?.note);
    }),
    [`PUT ${t}/flows/{flowId}/enabled`]: ofFlow((id) => change(id, { state: "on" })),
    [`DELETE ${t}/flows/{flowId}/enabled`]: ofFlow((id) => change(id, { state: "off" })),
    [`GET ${t}/flows/{flowId}/versions`]: (r) => paged(versionsOf(r.params["flowId"] ?? ""), r.query),
    [`GET ${t}/flows/{flowId}/versions/{number}`]: (r) => of(versionsOf(r.params["flowId"] ?? ""), (each) => String(each.number) === r.params["number"], ok),
    [`POST ${t}/flows/{flowId}/versions/{number}/publish`]: ofFlow((id, r) => {
      for (const version of versionsOf(id)) version.published = String(version.number) === r.params["number"];
      change(id, { publishedVersion: Number(r.params["number"]), hasDraftChanges: true });
    }),
    [`POST ${t}/flows/{flowId}/test`]: (r) => accepted(startRun(r.params["flowId"] ?? "", body<{ input: unknown }>(r).input, true)),
    [`POST ${t}/flows/{flowId}/runs`]: (r) => accepted(startRun(r.params["flowId"] ?? "", body<{ input: unknown }>(r).input, false)),
    [`GET ${t}/flows/{flowId}/trigger`]: (r) => orMissing(triggerOf(r.params["flowId"] ?? "", r.headers["host"] ?? "")),
    [`PUT ${t}/flows/{flowId}/trigger/secret`]: () => ok({ value: "whsec_c0ffee0000000000000000", header: "X-Patchbay-Secret" } satisfies Schema<"NewTriggerSecret">),
    [`DELETE ${t}/flows/{flowId}/trigger/secret`]: () => gone(),
    [`GET ${t}/flows/{flowId}/firings`]: (r) => paged(data.firings.filter((each) => [null, "", each.decision as string].includes(r.query.get("decision"))), r.query),
    [`GET ${t}/runs`]: (r) => paged(fresh(r) ? [] : runs.filter((run) => r.query.getAll("state").length === 0 || r.query.getAll("state").includes(run.state)).filter((run) => [null, "", run.flowId].includes(r.query.get("flow"))), r.query, (run, q) => has(run.id, run.businessKey, run.flowName)(run, q)),
    [`GET ${t}/runs/{runId}`]: (r) => orMissing(runOf(r.params["runId"] ?? "")),
    [`GET ${t}/runs/{runId}/steps/{stepId}`]: (r) => orMissing(stepOf(r.params["runId"] ?? "", r.params["stepId"] ?? "")),
    [`POST ${t}/runs/{runId}/steps/{stepId}/settle`]: (r) => accepted(runOf(r.params["runId"] ?? "")?.summary),
    [`POST ${t}/runs/{runId}/cancel`]: (r) => accepted(runOf(r.params["runId"] ?? "")?.summary),
    [`POST ${t}/runs/{runId}/rerun`]: (r) => accepted(runOf(r.params["runId"] ?? "")?.summary),
  };
}

/** Takes a call of a webhook's address. */
export function hook(path: string, input: unknown): FakeAnswer {
  const flow = flows.find((each) => path.endsWith(`/${each.name}`) && each.state === "on");
  if (flow === undefined) return notFound();
  startRun(flow.id, input ?? sampleOrder, false, "webhook");
  return ok({ orderId: (input as { orderId?: string } | undefined)?.orderId, status: "accepted" });
}

/** Changes a flow and answers with it, or with the refusal. */
function ofFlow(act: (id: string, request: FakeRequest) => FakeAnswer | undefined | void): Handler {
  return (request) => {
    const id = request.params["flowId"] ?? "";
    if (flowOf(id) === undefined) return notFound();
    return act(id, request) ?? ok(flowOf(id), { ETag: etagOf(id) });
  };
}

function stale(): FakeAnswer {
  return problem(412, "stale-version", "Somebody changed it meanwhile", "The flow was changed since you read it. Look at the change, then decide.");
}

/** Keeps of the secret settings only how long they are, as the server does. */
function withoutSecrets(connector: string, kind: string, given: Record<string, unknown>): Pick<Schema<"Connection">, "settings" | "secrets"> {
  const schema = data.connectors.find((each) => each.id === connector)?.connectionKinds.find((each) => each.id === kind)?.settingsSchema ?? {};
  const isSecret = (name: string) => JSON.stringify((schema["properties"] as Record<string, unknown> | undefined)?.[name] ?? null).includes('"secret":true');
  const entries = Object.entries(given);
  return { settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))), secrets: entries.filter(([name]) => isSecret(name)).map(([field, value]) => ({ field, set: true, length: String(value).length })) };
}

function orMissing(thing: unknown) {
  return thing === undefined ? notFound() : ok(thing, { ETag: '"1"' });
}

function remove<T>(items: T[], fits: (item: T) => boolean) {
  const index = items.findIndex(fits);
  if (index < 0) return notFound();
  items.splice(index, 1);
  return gone();
}
