import { lazy, Suspense } from "react";
import { Loading } from "../state";
import type { CodeEditorFacts } from "./CodeEditor";

export type { CodeEditorFacts } from "./CodeEditor";

const Editor = lazy(() => import("./CodeEditor"));

/** The text editor, loaded when it is first needed. */
export function Code(props: CodeEditorFacts) {
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Editor {...props} />
    </Suspense>
  );
}
