import { Alert, AlertActionLink, ExpandableSection } from "@patternfly/react-core";
import { lazy, Suspense } from "react";
import { Loading } from "../../../shared/state";
import { useToasts } from "../../../shared/ui";
import type { Draft } from "./useDraft";

const Difference = lazy(() => import("../version/Difference"));

/** Somebody else saved in the meantime: both texts are shown, and neither is lost before the person decides. */
export function Conflict({ draft }: { draft: Draft }) {
  const { failed } = useToasts();
  if (draft.state !== "conflict") return null;
  const decide = (act: () => Promise<unknown>) => void act().catch((error: unknown) => failed("The other text could not be read", error));
  return (
    <Alert
      isInline
      variant="warning"
      title="Somebody else changed this flow while you worked on it"
      actionLinks={
        <>
          <AlertActionLink onClick={() => decide(draft.keeper.keepMine)}>Keep mine, replace theirs</AlertActionLink>
          <AlertActionLink onClick={() => decide(draft.keeper.takeTheirs)}>Take theirs, drop mine</AlertActionLink>
        </>
      }
    >
      <p>Your text is not saved yet. You can go on typing; nothing is stored until you decide.</p>
      <ExpandableSection toggleText="Show both texts">
        <Suspense fallback={<Loading lines={6} />}>
          <Difference before={draft.theirs ?? ""} after={draft.text} names={["Theirs", "Mine"]} />
        </Suspense>
      </ExpandableSection>
    </Alert>
  );
}
