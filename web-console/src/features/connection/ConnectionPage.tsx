import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Grid, GridItem, List, ListItem, PageSection, Title } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useRouteParams } from "../../shared/route";
import { useCan, useTenant } from "../../shared/session";
import { Loaded } from "../../shared/state";
import { Ago } from "../../shared/time";
import { ConfirmDialog, PageHeader, ProblemAlert, useToasts } from "../../shared/ui";
import { connectorRoute } from "../connector";
import { flowRoute } from "../flow";
import { type Connection, connectionQuery, useCheckConnection, useDeleteConnection } from "./api";
import { CheckOutcome } from "./CheckOutcome";
import { ConnectionStatus } from "./ConnectionStatus";
import { EditConnection } from "./EditConnection";
import { connectionRoute, connectionsRoute } from "./routes";

export default function ConnectionPage() {
  const { tenant, name } = useRouteParams(connectionRoute);
  const query = useQuery(connectionQuery(tenant, name));
  const check = useCheckConnection(tenant, name);
  const mayWrite = useCan("connection.write");
  const [deleting, setDeleting] = useState(false);
  const connection = query.data?.data;
  return (
    <>
      <PageHeader
        title={name}
        trail={[{ label: "Connections", to: connectionsRoute.link({ tenant }) }]}
        labels={connection && <ConnectionStatus status={connection.status} />}
        actions={
          mayWrite && connection ? (
            <>
              <Button onClick={() => check.mutate()} isLoading={check.isPending} isDisabled={check.isPending}>Test connection</Button>
              <Button variant="secondary" isDanger onClick={() => setDeleting(true)}>Delete</Button>
            </>
          ) : undefined
        }
      />
      <PageSection hasBodyWrapper={false}>
        {check.isError && <ProblemAlert error={check.error} />}
        {check.data && <CheckOutcome result={check.data} />}
        <Loaded query={query}>
          {({ data, etag }) => (
            <Grid hasGutter>
              <GridItem xl={8}>
                <EditConnection key={data.updatedAt} connection={data} etag={etag} mayWrite={mayWrite} />
              </GridItem>
              <GridItem xl={4}>
                <Facts connection={data} />
              </GridItem>
            </Grid>
          )}
        </Loaded>
      </PageSection>
      {deleting && <Deletion name={name} onClose={() => setDeleting(false)} />}
    </>
  );
}

function Facts({ connection }: { connection: Connection }) {
  const tenant = useTenant().slug;
  return (
    <div className="pb-stack">
      <DescriptionList isCompact>
        <Fact term="Connector">
          <Link to={connectorRoute.link({ tenant, connectorId: connection.connector })}>{connection.connectorLabel}</Link> <span className="pb-quiet">{connection.kind}</span>
        </Fact>
        <Fact term="Last test"><Ago at={connection.checkedAt} /> {connection.statusMessage && <div className="pb-quiet">{connection.statusMessage}</div>}</Fact>
        <Fact term="Changed"><Ago at={connection.updatedAt} /></Fact>
        <Fact term="Added"><Ago at={connection.createdAt} /></Fact>
      </DescriptionList>
      <div>
        <Title headingLevel="h2" size="md">Used by</Title>
        {connection.usedBy.length === 0 && <p className="pb-quiet">No flow uses it.</p>}
        <List isPlain>
          {connection.usedBy.map((flow) => (
            <ListItem key={flow.id}>
              <Link to={flowRoute.link({ tenant, flowId: flow.id })}>{flow.name}</Link>
            </ListItem>
          ))}
        </List>
      </div>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function Deletion({ name, onClose }: { name: string; onClose: () => void }) {
  const tenant = useTenant().slug;
  const remove = useDeleteConnection(tenant);
  const navigate = useNavigate();
  const { toast } = useToasts();
  const confirm = async () => {
    await remove.mutateAsync(name);
    toast({ title: `Connection '${name}' is deleted` });
    await navigate(connectionsRoute.link({ tenant }));
  };
  return (
    <ConfirmDialog title={`Delete connection '${name}'?`} action="Delete" onConfirm={confirm} onClose={onClose}>
      Its credentials are destroyed and cannot be brought back. Flows that are on and use it have to be turned off first.
    </ConfirmDialog>
  );
}
