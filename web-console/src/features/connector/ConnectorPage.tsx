import { JumpLinks, JumpLinksItem, PageSection, Sidebar, SidebarContent, SidebarPanel, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { useRouteParams } from "../../shared/route";
import { useCan } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { LinkButton, PageHeader } from "../../shared/ui";
import { connectionsRoute, newConnectionRoute } from "../connection";
import { connectorQuery } from "./api";
import "./connector.css";
import { FunctionDoc } from "./FunctionDoc";
import { connectorRoute, connectorsRoute } from "./routes";
import { SchemaTable } from "./SchemaTable";

export default function ConnectorPage() {
  const { tenant, connectorId } = useRouteParams(connectorRoute);
  const query = useQuery(connectorQuery(tenant, connectorId));
  const mayConnect = useCan("connection.write");
  const connector = query.data;
  return (
    <>
      <PageHeader
        title={connector?.label ?? connectorId}
        trail={[{ label: "Connectors", to: connectorsRoute.link({ tenant }) }]}
        description={connector && <>{connector.help} <span className="pb-nowrap">Version {connector.version} of plugin {connector.pluginId}.</span></>}
        actions={mayConnect && connector ? <LinkButton to={newConnectionRoute.link({ tenant }, { connector: connectorId })}>Add connection</LinkButton> : undefined}
      />
      <PageSection hasBodyWrapper={false}>
        <Loaded query={query}>{(data) => <Documentation connector={data} />}</Loaded>
      </PageSection>
    </>
  );
}

function Documentation({ connector }: { connector: Schema<"Connector"> }) {
  const { tenant } = useRouteParams(connectorRoute);
  const triggers = [...connector.pollingTriggers, ...connector.webhookTriggers];
  const name = `my-${connector.id}`;
  return (
    <Sidebar hasGutter isPanelRight>
      <SidebarPanel variant="sticky" className="pb-connector-contents">
        <JumpLinks isVertical label="On this page" alwaysShowLabel>
          {[...connector.actions, ...triggers].map((fn) => (
            <JumpLinksItem key={fn.id} href={`#${fn.id}`}>{fn.label}</JumpLinksItem>
          ))}
          <JumpLinksItem href="#connect">How to connect</JumpLinksItem>
        </JumpLinks>
      </SidebarPanel>
      <SidebarContent className="pb-stack">
        <Part title="Actions" none="It has no actions.">{connector.actions.map((fn) => <FunctionDoc key={fn.id} fn={fn} connection={name} />)}</Part>
        {triggers.length > 0 && <Part title="Triggers" none="">{triggers.map((fn) => <FunctionDoc key={fn.id} fn={fn} connection={name} trigger />)}</Part>}
        <div id="connect" className="pb-stack">
          <Title headingLevel="h2" size="lg">How to connect</Title>
          <p><Link to={connectionsRoute.link({ tenant }, { connector: connector.id })}>Connections of this connector</Link></p>
          {connector.connectionKinds.map((kind) => (
            <div key={kind.id}>
              <Title headingLevel="h3" size="md">{kind.label}</Title>
              {kind.help && <p className="pb-quiet">{kind.help}</p>}
              <SchemaTable label={`Settings of ${kind.label}`} schema={kind.settingsSchema} />
            </div>
          ))}
        </div>
      </SidebarContent>
    </Sidebar>
  );
}

function Part({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section className="pb-stack" aria-label={title}>
      <Title headingLevel="h2" size="lg">{title}</Title>
      {children.length === 0 ? <p className="pb-quiet">{none}</p> : children}
    </section>
  );
}
