import { lazy, Suspense } from "react";
import { Loading } from "../../../shared/state";
import type { FlowPictureFacts } from "./FlowPicture";

export { overlayOf, type TaskState } from "./overlay";

const Drawing = lazy(() => import("./FlowPicture"));

/** The picture of a flow, loaded when it is first needed. */
export function Picture(facts: FlowPictureFacts) {
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Drawing {...facts} />
    </Suspense>
  );
}
