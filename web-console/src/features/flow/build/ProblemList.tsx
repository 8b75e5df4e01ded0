import { CheckCircleIcon, ExclamationCircleIcon, ExclamationTriangleIcon } from "@patternfly/react-icons";
import type { FlowProblem } from "../api";

/** All problems; each leads to its place. */
export function ProblemList({ problems, onShow }: { problems: readonly FlowProblem[]; onShow: (problem: FlowProblem) => void }) {
  if (problems.length === 0) return <p className="pb-problems pb-quiet" role="status"><CheckCircleIcon /> No problems</p>;
  return (
    <ul className="pb-problems" aria-label="Problems" aria-live="polite">
      {problems.map((problem, index) => (
        <li key={index}>
          <button type="button" onClick={() => onShow(problem)} className={`pb-problem--${problem.severity}`}>
            {problem.severity === "error" ? <ExclamationCircleIcon aria-label="Error" /> : <ExclamationTriangleIcon aria-label="Warning" />}
            <span className="pb-quiet pb-nowrap">{problem.line}:{problem.column}</span>
            <span>{problem.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
