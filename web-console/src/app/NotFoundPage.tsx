import { PageSection } from "@patternfly/react-core";
import { SearchIcon } from "@patternfly/react-icons";
import { Empty } from "../shared/state";
import { LinkButton } from "../shared/ui";

export function NotFoundPage() {
  return (
    <PageSection hasBodyWrapper={false}>
      <Empty title="There is no page at this address" icon={SearchIcon} action={<LinkButton to="/">Go to the start page</LinkButton>}>
        Check the address, or press Ctrl-K to search for what you want.
      </Empty>
    </PageSection>
  );
}
