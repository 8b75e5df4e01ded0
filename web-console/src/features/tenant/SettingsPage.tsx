import { ActionGroup, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Form, PageSection } from "@patternfly/react-core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, asProblem, type Schema } from "../../shared/api";
import { byPointer, TextField } from "../../shared/form";
import { sessionQuery, useCan, useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { exactTime } from "../../shared/time";
import { PageHeader, ProblemAlert, TimeZoneField, useToasts } from "../../shared/ui";

function tenantQuery(tenant: string) {
  return queryOptions({ queryKey: ["tenant", tenant, "settings"], queryFn: async ({ signal }) => api.get("/tenants/{tenant}", { path: { tenant }, signal }) });
}

export default function SettingsPage() {
  const tenant = useTenant();
  const query = useQuery(tenantQuery(tenant.slug));
  return (
    <>
      <PageHeader title="Settings" description={`What holds for the whole tenant ${tenant.name}.`} />
      <PageSection hasBodyWrapper={false}>
        <Loaded query={query}>{({ data, etag }) => <SettingsForm key={etag} settings={data} etag={etag} />}</Loaded>
      </PageSection>
    </>
  );
}

function SettingsForm({ settings, etag }: { settings: Schema<"Tenant">; etag: string | undefined }) {
  const slug = settings.slug;
  const mayWrite = useCan("tenant.write");
  const client = useQueryClient();
  const { toast } = useToasts();
  const [name, setName] = useState(settings.name);
  const [environment, setEnvironment] = useState(settings.environment);
  const [timeZone, setTimeZone] = useState(settings.timeZone);
  const [days, setDays] = useState(String(settings.runRetentionDays));
  const save = useMutation({
    mutationFn: async (body: Schema<"TenantUpdate">) => (await api.patch("/tenants/{tenant}", { path: { tenant: slug }, body, etag })).data,
    onSuccess: async () => {
      toast({ title: "Settings are saved" });
      await Promise.all([client.invalidateQueries({ queryKey: ["tenant", slug, "settings"] }), client.invalidateQueries(sessionQuery)]);
    },
  });
  const problem = save.isError ? asProblem(save.error) : undefined;
  const problems = byPointer(problem?.fields ?? []);
  const retention = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 3650 ? Number(days) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), environment: environment.trim(), timeZone, runRetentionDays: retention });
  };
  return (
    <Form onSubmit={submit} className="pb-form" aria-label="Settings">
      {problem && <ProblemAlert error={problem} title={problem.status === 412 ? "Somebody else has changed the settings" : undefined} />}
      <DescriptionList isCompact isHorizontal>
        <DescriptionListGroup>
          <DescriptionListTerm>Short name</DescriptionListTerm>
          <DescriptionListDescription><code className="pb-mono">{slug}</code> <span className="pb-quiet">part of every address, cannot be changed</span></DescriptionListDescription>
        </DescriptionListGroup>
      </DescriptionList>
      <TextField id="name" label="Name" value={name} onChange={setName} isRequired isDisabled={!mayWrite} maxLength={100} problem={problems.get("/name")} />
      <TextField id="environment" label="Environment" value={environment} onChange={setEnvironment} isDisabled={!mayWrite} maxLength={30} help="Shown beside the name everywhere, for example production or test." problem={problems.get("/environment")} />
      <TimeZoneField id="time-zone" value={timeZone} onChange={setTimeZone} isDisabled={!mayWrite} help={`Times are shown in it, and schedules without a zone of their own follow it. Now: ${exactTime(new Date().toISOString(), timeZone)}.`} problem={problems.get("/timeZone")} />
      <TextField id="retention" label="Keep runs for (days)" inputMode="numeric" value={days} onChange={setDays} isRequired isDisabled={!mayWrite} help="Older runs are deleted with their inputs, outputs and exchanges." problem={problems.get("/runRetentionDays") ?? (retention === undefined ? "A whole number from 1 to 3650." : undefined)} />
      {mayWrite && (
        <ActionGroup>
          <Button type="submit" isLoading={save.isPending} isDisabled={save.isPending || retention === undefined || name.trim() === ""}>Save</Button>
        </ActionGroup>
      )}
    </Form>
  );
}
