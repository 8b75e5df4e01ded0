import { PageSection } from "@patternfly/react-core";
import { useSearchParams } from "react-router";
import { useTenant } from "../../shared/session";
import { PageHeader } from "../../shared/ui";
import { ChooseConnector } from "./ChooseConnector";
import { NewConnectionForm } from "./NewConnectionForm";
import { connectionsRoute } from "./routes";

/** Two steps in one address: choose the connector (`?connector=`), then its kind and settings. */
export default function NewConnectionPage() {
  const tenant = useTenant();
  const [search] = useSearchParams();
  const connector = search.get("connector");
  return (
    <>
      <PageHeader title="Add connection" trail={[{ label: "Connections", to: connectionsRoute.link({ tenant: tenant.slug }) }]} description={connector === null ? "Which system do you want to connect?" : undefined} />
      <PageSection hasBodyWrapper={false}>{connector === null ? <ChooseConnector /> : <NewConnectionForm connectorId={connector} />}</PageSection>
    </>
  );
}
