import { PageSection } from "@patternfly/react-core";
import { PageHeader } from "../../shared/ui";
import { TemplateCards } from "./TemplateCards";

export default function TemplatesPage() {
  return (
    <>
      <PageHeader title="Templates" description="Ready-made flows that run against the sandbox as they are. Using one makes a flow of your own and the connections it lacks." />
      <PageSection hasBodyWrapper={false}>
        <TemplateCards />
      </PageSection>
    </>
  );
}
