import { PageSection } from "@patternfly/react-core";
import { Empty } from "../../shared/state";
import { PageHeader } from "../../shared/ui";

export default function ConnectorsPage() {
  return (
    <>
      <PageHeader title="Connectors" />
      <PageSection hasBodyWrapper={false}>
        <Empty title="This page is being built">Use the REST API meanwhile.</Empty>
      </PageSection>
    </>
  );
}
