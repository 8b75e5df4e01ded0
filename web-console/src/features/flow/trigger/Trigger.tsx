import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Schema } from "../../../shared/api";
import { TriggerName } from "../../../shared/run";
import { useCan, useTenant } from "../../../shared/session";
import { Loaded } from "../../../shared/state";
import { Exact } from "../../../shared/time";
import { ConfirmDialog, CopyButton, SecretOnce, useToasts } from "../../../shared/ui";
import { type Flow, triggerQuery, useRemoveTriggerSecret, useTriggerSecret } from "../api";
import { Firings } from "./Firings";

type TriggerView = Schema<"TriggerView">;

/** How the flow is started, and every time that its trigger went off. */
export function Trigger({ flow, tenant }: { flow: Flow; tenant: string }) {
  const query = useQuery(triggerQuery(tenant, flow.id));
  return (
    <div className="pb-stack">
      <Loaded query={query}>{(trigger) => <Facts trigger={trigger} flow={flow} tenant={tenant} />}</Loaded>
      <Firings flowId={flow.id} tenant={tenant} />
    </div>
  );
}

function Facts({ trigger, flow, tenant }: { trigger: TriggerView; flow: Flow; tenant: string }) {
  const own = useTenant().timeZone;
  const zone = trigger.timeZone ?? own;
  const facts: [string, ReactNode][] = [
    ["Started by", <TriggerName key="kind" kind={trigger.kind} />],
    ["Address", trigger.url && <span className="pb-mono">{trigger.method ?? "POST"} {trigger.url} <CopyButton text={trigger.url} label="Copy address" /></span>],
    ["Answer", trigger.reply && (trigger.reply === "sync" ? "The caller waits for the flow's answer (sync)." : "The caller gets 202 as soon as the event is on disk (async).")],
    ["Same event twice", trigger.idempotencyKey && <>Recognised by <code>{trigger.idempotencyKey}</code> for 72 hours.</>],
    ["Secret", trigger.url && <SecretControls trigger={trigger} flow={flow} tenant={tenant} />],
    ["Schedule", trigger.scheduleWords && <>{trigger.scheduleWords} <span className="pb-quiet">({zone})</span></>],
    ["Next times", trigger.nextTimes.length > 0 && <ol className="pb-times">{trigger.nextTimes.map((at) => <li key={at}><Exact at={at} /></li>)}</ol>],
    ["Runs at once", trigger.concurrency !== undefined && <>{trigger.concurrency} at most; others wait for their turn.</>],
    ["Connection", trigger.connection],
    ["Function", trigger.function && <code>{trigger.function}</code>],
  ];
  return (
    <>
      {trigger.advice === undefined ? null : <Alert isInline variant="info" title="It does not fire now">{trigger.advice}</Alert>}
      <DescriptionList isHorizontal isCompact>
        {facts.filter(([, value]) => Boolean(value)).map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      {trigger.curl === undefined ? null : (
        <div className="pb-command">
          <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsCenter" }}>
            <Title headingLevel="h2" size="md">Try it</Title>
            <CopyButton text={trigger.curl} variant="secondary">Copy command</CopyButton>
          </Flex>
          <pre className="pb-snippet" tabIndex={0} data-testid="curl">{trigger.curl}</pre>
        </div>
      )}
    </>
  );
}

function SecretControls({ trigger, flow, tenant }: { trigger: TriggerView; flow: Flow; tenant: string }) {
  const may = useCan("flow.publish");
  const set = useTriggerSecret(tenant, flow.id);
  const remove = useRemoveTriggerSecret(tenant, flow.id);
  const { failed } = useToasts();
  const [asking, setAsking] = useState(false);
  const make = () => set.mutate(undefined, { onError: (error) => failed("No secret was made", error) });
  return (
    <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
      <span>{trigger.secretSet ? "Callers have to send the secret." : "Anybody who knows the address can call it."}</span>
      {may ? <Button variant="link" isInline onClick={make} isLoading={set.isPending}>{trigger.secretSet ? "Replace the secret" : "Make a secret"}</Button> : null}
      {may && trigger.secretSet ? <Button variant="link" isInline isDanger onClick={() => setAsking(true)}>Remove it</Button> : null}
      {set.data === undefined ? null : <SecretOnce title="The webhook's secret" label="Secret" value={set.data.value} note={`Callers send it in the header ${set.data.header}.`} onClose={() => set.reset()} />}
      {asking ? (
        <ConfirmDialog title={`Let anybody call '${flow.name}'?`} action="Remove the secret" onConfirm={() => remove.mutateAsync()} onClose={() => setAsking(false)}>
          Calls without the secret will be accepted.
        </ConfirmDialog>
      ) : null}
    </Flex>
  );
}
