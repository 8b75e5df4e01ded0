import { PageSection } from "@patternfly/react-core";
import { Empty } from "../../shared/state";
import { PageHeader } from "../../shared/ui";

export default function TokensPage() {
  return (
    <>
      <PageHeader title="API tokens" />
      <PageSection hasBodyWrapper={false}>
        <Empty title="This page is being built">Use the REST API meanwhile.</Empty>
      </PageSection>
    </>
  );
}
