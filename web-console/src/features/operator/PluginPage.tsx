import { Alert, Button, Card, CardBody, CardHeader, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useRouteParams } from "../../shared/route";
import { Loaded } from "../../shared/state";
import { Ago } from "../../shared/time";
import { ConfirmDialog, CopyButton, PageHeader, useToasts } from "../../shared/ui";
import { type Plugin, pluginQuery, type PluginVersion, useActivateVersion, useRemoveVersion } from "./api";
import { PluginState } from "./PluginState";
import { pluginRoute, pluginsRoute } from "./routes";

export default function PluginPage() {
  const { pluginId } = useRouteParams(pluginRoute);
  const query = useQuery(pluginQuery(pluginId));
  return (
    <>
      <PageHeader title={query.data?.label ?? pluginId} trail={[{ label: "Plugins", to: pluginsRoute.link({}) }]} description={query.data && <>{query.data.help} {query.data.provider && `By ${query.data.provider}. `}Brings {query.data.connectors.join(", ") || "no connector"}.</>} />
      <PageSection hasBodyWrapper={false}>
        <Loaded query={query}>
          {(plugin) => (
            <div className="pb-stack">
              {plugin.versions.map((version) => (
                <VersionCard key={version.version} plugin={plugin} version={version} />
              ))}
            </div>
          )}
        </Loaded>
      </PageSection>
    </>
  );
}

function VersionCard({ plugin, version }: { plugin: Plugin; version: PluginVersion }) {
  const [asking, setAsking] = useState(false);
  return (
    <Card isCompact>
      <CardHeader actions={{ actions: <VersionActions plugin={plugin} version={version} onRemove={() => setAsking(true)} />, hasNoOffset: true }}>
        <CardTitle component="h2">Version {version.version} <PluginState state={version.state} /></CardTitle>
      </CardHeader>
      <CardBody>
        {version.reason && (
          <Alert isInline variant={version.state === "failed" ? "danger" : "warning"} title={version.state === "failed" ? "Why it could not be loaded" : "Why it is in quarantine"} component="h3" className="pb-gap-below">
            {version.reason}
          </Alert>
        )}
        <DescriptionList isCompact columnModifier={{ default: "1Col", md: "2Col", xl: "3Col" }}>
          <Fact term="Used by">{version.usedByFlows === 1 ? "1 flow" : `${version.usedByFlows} flows`}</Fact>
          <Fact term="Installed"><Ago at={version.installedAt} /> <span className="pb-quiet">({SOURCES[version.source]})</span></Fact>
          <Fact term="Needs plugin-api">{version.apiVersion}</Fact>
          <Fact term="Signature">{version.signed ? "Signed" : "Unsigned"}</Fact>
          <Fact term="SHA-256"><code className="pb-mono">{version.sha256.slice(0, 16)}…</code> <CopyButton text={version.sha256} label={`Copy the SHA-256 of ${version.version}`} /></Fact>
        </DescriptionList>
      </CardBody>
      {asking && <Removal plugin={plugin} version={version.version} onClose={() => setAsking(false)} />}
    </Card>
  );
}

const SOURCES = { bundled: "came with Patchbay", uploaded: "uploaded", dropped: "from the plugins folder" } as const;

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function VersionActions({ plugin, version, onRemove }: { plugin: Plugin; version: PluginVersion; onRemove: () => void }) {
  const activate = useActivateVersion(plugin.id);
  const { toast, failed } = useToasts();
  const before = plugin.activeVersion;
  const set = (wanted: string, undoTo: string | null) =>
    activate.mutate(wanted, {
      onSuccess: () => toast({ title: `${plugin.label} ${wanted} is active`, undo: undoTo === null ? undefined : () => set(undoTo, null) }),
      onError: (error) => failed(`${plugin.label} ${wanted} could not be activated`, error),
    });
  if (version.state === "active") return <Button variant="link" isDanger onClick={onRemove} aria-label={`Remove version ${version.version}`}>Remove</Button>;
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => set(version.version, before)} isLoading={activate.isPending} isDisabled={activate.isPending || version.state === "failed"}>
        {actionWords(plugin, version)}
      </Button>
      <Button variant="link" isDanger onClick={onRemove} aria-label={`Remove version ${version.version}`}>Remove</Button>
    </>
  );
}

function actionWords(plugin: Plugin, version: PluginVersion): string {
  if (version.state === "quarantined") return "Release and activate";
  const versions = plugin.versions.map((each) => each.version);
  const active = plugin.activeVersion === null ? -1 : versions.indexOf(plugin.activeVersion);
  return active >= 0 && versions.indexOf(version.version) > active ? "Roll back to it" : "Activate";
}

function Removal({ plugin, version, onClose }: { plugin: Plugin; version: string; onClose: () => void }) {
  const remove = useRemoveVersion(plugin.id);
  const { toast } = useToasts();
  const confirm = async () => {
    await remove.mutateAsync(version);
    toast({ title: `${plugin.label} ${version} is removed` });
  };
  return (
    <ConfirmDialog title={`Remove ${plugin.label} ${version}?`} action="Remove" onConfirm={confirm} onClose={onClose}>
      The bundle is deleted on every node. Refused while published flows of any tenant use this version.
    </ConfirmDialog>
  );
}
