import type { Schema } from "../../shared/api";

type Outline = Schema<"OutlineNode">;

const ROWS = 6;

/** The steps of a flow as a small picture: one row a step, branches side by side. */
export function OutlineSketch({ outline }: { outline: Outline }) {
  const steps = outline.groups[0]?.nodes ?? [];
  return (
    <ol className="pb-sketch" aria-label="Steps">
      {steps.slice(0, ROWS).map((step) => (
        <li key={step.ref}>
          <Row step={step} />
        </li>
      ))}
      {steps.length > ROWS && <li className="pb-quiet">and {steps.length - ROWS} more</li>}
    </ol>
  );
}

function Row({ step }: { step: Outline }) {
  if (step.kind !== "fork") return <span className="pb-sketch-step">{step.name}</span>;
  return (
    <>
      {step.groups.slice(0, 6).map((group) => (
        <span key={group.label} className="pb-sketch-step">
          {group.label}
        </span>
      ))}
    </>
  );
}
