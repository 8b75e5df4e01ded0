import { lookOf, StateLabel } from "../../shared/run";
import { Empty } from "../../shared/state";
import { duration, useNow } from "../../shared/time";
import type { Run } from "./api";
import { timelineOf } from "./timeline";

/** When each step ran. A list of buttons, so that it works with keyboard and screen reader as well. */
export function Gantt({ run, selected, onSelect }: { run: Run; selected: string | undefined; onSelect: (stepId: string) => void }) {
  const now = useNow();
  if (run.steps.length === 0) return <Empty title="No step has started">It is shown here as soon as one does.</Empty>;
  const { bars, ticks } = timelineOf(run.steps, now);
  return (
    <div className="pb-gantt">
      <div className="pb-gantt-scale" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick.ms} style={{ insetInlineStart: `${tick.at * 100}%` }}>{duration(tick.ms)}</span>
        ))}
      </div>
      <ol>
        {bars.map(({ step, from, share, ms }) => (
          <li key={step.id}>
            <button type="button" className="pb-gantt-row" aria-pressed={step.id === selected} onClick={() => onSelect(step.id)}>
              <span className="pb-gantt-name">{step.name}{step.iteration ? <span className="pb-quiet"> {step.iteration}</span> : null}</span>
              <span className="pb-gantt-track">
                <span className={`pb-gantt-bar pb-gantt-bar--${lookOf(step.state).color}`} style={{ insetInlineStart: `${from * 100}%`, width: `max(3px, ${share * 100}%)` }} />
              </span>
              <span className="pb-gantt-figure">{duration(ms)}</span>
              <StateLabel state={step.state} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
