import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router";
import type { Schema } from "../../shared/api";
import { tenantsRoute } from "./routes";

export function BusiestTenants({ tenants }: { tenants: readonly Schema<"TenantUsage">[] }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Busiest tenants of the last 24 hours</CardTitle>
      <CardBody>
        {tenants.length === 0 ? (
          <p className="pb-quiet">No tenant had a run. <Link to={tenantsRoute.link({})}>Tenants</Link></p>
        ) : (
          <Table aria-label="Busiest tenants" variant="compact" borders={false}>
            <Thead>
              <Tr>
                <Th width={40}>Tenant</Th>
                <Th className="pb-number">Runs</Th>
                <Th className="pb-number">Failed</Th>
                <Th className="pb-number">Active</Th>
                <Th className="pb-number">Queued</Th>
              </Tr>
            </Thead>
            <Tbody>
              {tenants.map((tenant) => (
                <Tr key={tenant.slug}>
                  <Td dataLabel="Tenant"><Link to={tenantsRoute.link({}, { q: tenant.slug })}>{tenant.name}</Link> <span className="pb-quiet">{tenant.slug}</span></Td>
                  <Td dataLabel="Runs" className="pb-number">{tenant.runs24h.toLocaleString("en")}</Td>
                  <Td dataLabel="Failed" className={tenant.failed24h > 0 ? "pb-number pb-bad" : "pb-number"}>{tenant.failed24h.toLocaleString("en")}</Td>
                  <Td dataLabel="Active" className="pb-number">{tenant.activeRuns}</Td>
                  <Td dataLabel="Queued" className="pb-number">{tenant.queuedRuns}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
