import { PageSection } from "@patternfly/react-core";
import { useRouteError } from "react-router";
import { Failed } from "../shared/state";

/** A page that could not be loaded or drawn. */
export function RouteFailure() {
  return (
    <PageSection hasBodyWrapper={false}>
      <Failed error={useRouteError()} onRetry={() => location.reload()} />
    </PageSection>
  );
}
