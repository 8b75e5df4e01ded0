import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { Link } from "react-router";
import { useTenant } from "../../shared/session";
import { Ago } from "../../shared/time";
import { runsRoute } from "../run";
import { differenceOf, type Ledger, linesOf } from "./ledger";

/** accepted = succeeded + failed + …: every figure leads to its runs, what is missing is red. */
export function LedgerCard({ ledger }: { ledger: Ledger }) {
  const tenant = useTenant().slug;
  const difference = differenceOf(ledger);
  return (
    <Card isCompact>
      <CardTitle component="h2">Ledger</CardTitle>
      <CardBody>
        <ul className="pb-ledger">
          <li className="pb-ledger-sum">
            <Figure label="Accepted" count={ledger.accepted} to={runsRoute.link({ tenant })} />
          </li>
          {linesOf(ledger).map(({ label, count, state }) => (
            <li key={state}>
              <Figure label={label} count={count} to={runsRoute.link({ tenant }, { state })} />
            </li>
          ))}
          {ledger.removed > 0 && (
            <li>
              <span className="pb-figure">
                <strong>{ledger.removed.toLocaleString("en")}</strong>
                <small>Removed</small>
              </span>
            </li>
          )}
          <li className={difference === 0 ? "pb-ledger-sum" : "pb-ledger-sum pb-bad"}>
            <span className="pb-figure">
              <strong>{difference.toLocaleString("en")}</strong>
              <small>Missing</small>
            </span>
          </li>
        </ul>
        <p className={difference === 0 ? "pb-quiet" : "pb-bad"}>
          {difference === 0 ? "Every accepted run is accounted for." : "Accepted runs and runs in any state differ. Tell the operator: an accepted run must never be missing."}
          {ledger.differenceSince !== undefined && <> Since <Ago at={ledger.differenceSince} />.</>}
          {ledger.checkedAt !== undefined && <span className="pb-quiet"> Checked <Ago at={ledger.checkedAt} />.</span>}
        </p>
      </CardBody>
    </Card>
  );
}

function Figure({ label, count, to }: { label: string; count: number; to: string }) {
  return (
    <Link to={to} className={count === 0 ? "pb-figure pb-figure-none" : "pb-figure"}>
      <strong>{count.toLocaleString("en")}</strong>
      <small>{label}</small>
    </Link>
  );
}
