import { Alert, AlertActionLink, List, ListItem } from "@patternfly/react-core";
import { asProblem, errorPage } from "../api";
import { CopyButton } from "./CopyButton";

/** A failed call inside a form or a dialog: what failed, each field's problem, the code's page. */
export function ProblemAlert({ error, title, fields = true }: { error: unknown; title?: string; fields?: boolean }) {
  if (error === undefined || error === null) return null;
  const problem = asProblem(error);
  return (
    <Alert
      isInline
      variant="danger"
      title={title ?? problem.title}
      className="pb-gap-below"
      actionLinks={
        <>
          <CopyButton variant="link" text={() => problem.details()}>Copy details</CopyButton>
          {!problem.code.startsWith("console.") && <AlertActionLink component="a" href={errorPage(problem.code)} target="_blank" rel="noreferrer">About {problem.code}</AlertActionLink>}
        </>
      }
    >
      {problem.detail}
      {fields && problem.fields.length > 0 && (
        <List>
          {problem.fields.map((field) => (
            <ListItem key={`${field.pointer} ${field.code}`}>{field.message}</ListItem>
          ))}
        </List>
      )}
    </Alert>
  );
}
