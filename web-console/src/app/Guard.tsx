import { PageSection } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { Forbidden } from "../shared/state";
import { useCan, useMaybeSession } from "../shared/session";

/** Shows the forbidden state instead of a page that the server would refuse anyway. */
export function Guard({ permission, children }: { permission: string; children: ReactNode }) {
  const session = useMaybeSession();
  const granted = useCan(permission);
  const allowed = permission === "public" || permission === "signed-in" || (permission === "operator" ? session?.operator === true : granted);
  return allowed ? children : <PageSection hasBodyWrapper={false}><Forbidden permission={permission} /></PageSection>;
}
