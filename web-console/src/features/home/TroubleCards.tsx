import { Card, CardBody, CardTitle, List, ListItem } from "@patternfly/react-core";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { useTenant } from "../../shared/session";
import { Ago } from "../../shared/time";
import { auditRoute, EventWords } from "../audit";
import { connectionRoute, ConnectionStatus } from "../connection";

export function ConnectionsInTrouble({ connections }: { connections: readonly Schema<"ConnectionSummary">[] }) {
  const tenant = useTenant().slug;
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">Connections in trouble</CardTitle>
      <CardBody>
        {connections.length === 0 && <p className="pb-quiet">No connection failed its last test.</p>}
        <List isPlain className="pb-lines">
          {connections.map((connection) => (
            <ListItem key={connection.name}>
              <Link to={connectionRoute.link({ tenant, name: connection.name })}>{connection.name}</Link> <ConnectionStatus status={connection.status} /> <span className="pb-quiet"><Ago at={connection.checkedAt} /></span>
              <div className="pb-quiet">{connection.statusMessage}</div>
            </ListItem>
          ))}
        </List>
      </CardBody>
    </Card>
  );
}

export function RecentChanges({ changes }: { changes: readonly Schema<"AuditEvent">[] }) {
  const tenant = useTenant().slug;
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">Recent changes</CardTitle>
      <CardBody>
        {changes.length === 0 && <p className="pb-quiet">Nothing has changed yet.</p>}
        <List isPlain className="pb-lines">
          {changes.map((event) => (
            <ListItem key={event.id}>
              <span className="pb-two-lines">
                <span><EventWords event={event} /></span>
                <small>{event.actor}, <Ago at={event.at} /></small>
              </span>
            </ListItem>
          ))}
        </List>
        {changes.length > 0 && <p className="pb-gap-above"><Link to={auditRoute.link({ tenant })}>All changes</Link></p>}
      </CardBody>
    </Card>
  );
}
