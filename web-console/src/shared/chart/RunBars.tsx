import { Button, Tooltip } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { Link } from "react-router";
import { clock, exactTime, useTimeZone } from "../time";
import { type Bucket, scaleTop } from "./buckets";
import "./chart.css";

const SERIES = [
  { key: "failed", label: "Failed" },
  { key: "other", label: "Not ended or cancelled" },
  { key: "succeeded", label: "Succeeded" },
] as const;

interface Facts {
  label: string;
  buckets: readonly Bucket[];
  /** The runs behind a bar. */
  linkTo: (bucket: Bucket) => string;
}

/** Runs over time by how they ended: stacked bars from zero, each a link to its runs, with the same figures as a table. */
export function RunBars({ label, buckets, linkTo }: Facts) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="pb-chart" aria-label={label}>
      <figcaption>
        <span>{label}</span>
        <span className="pb-chart-legend">
          {SERIES.map(({ key, label: name }) => (
            <span key={key}>
              <i className={`pb-bar-${key}`} aria-hidden="true" /> {name}
            </span>
          ))}
          <Button variant="link" size="sm" isInline onClick={() => setAsTable(!asTable)}>
            {asTable ? "Show as bars" : "Show as table"}
          </Button>
        </span>
      </figcaption>
      {asTable ? <Figures label={label} buckets={buckets} linkTo={linkTo} /> : <Bars buckets={buckets} linkTo={linkTo} />}
    </figure>
  );
}

function Bars({ buckets, linkTo }: Omit<Facts, "label">) {
  const zone = useTimeZone();
  const top = scaleTop(Math.max(0, ...buckets.map(total)));
  const every = Math.ceil(buckets.length / 8);
  return (
    <div className="pb-chart-area">
      <div className="pb-chart-scale" aria-hidden="true">
        <span>{top.toLocaleString("en")} runs</span>
        <span>{(top / 2).toLocaleString("en")}</span>
        <span>0</span>
      </div>
      <div className="pb-chart-bars">
        {buckets.map((bucket, index) => (
          <Tooltip key={bucket.from} content={<Words bucket={bucket} zone={zone} />} entryDelay={0} aria="none">
            <Link to={linkTo(bucket)} aria-label={sentence(bucket, zone)} className="pb-chart-bar">
              <span className="pb-chart-column">
                {SERIES.map(({ key }) => (bucket[key] === 0 ? null : <i key={key} className={`pb-bar-${key}`} style={{ height: `${(bucket[key] / top) * 100}%` }} />))}
              </span>
              <span className="pb-chart-tick" aria-hidden="true">
                {index % every === 0 ? tick(bucket, zone) : ""}
              </span>
            </Link>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}

function Words({ bucket, zone }: { bucket: Bucket; zone: string }) {
  return (
    <>
      <div>{span(bucket, zone)}</div>
      {SERIES.map(({ key, label }) => (
        <div key={key}>
          {label}: {bucket[key].toLocaleString("en")}
        </div>
      ))}
    </>
  );
}

function Figures({ label, buckets, linkTo }: Facts) {
  const zone = useTimeZone();
  return (
    <div className="pb-chart-table">
      <Table aria-label={label} variant="compact" borders={false}>
        <Thead>
          <Tr>
            <Th>Time</Th>
            {SERIES.map(({ key, label: name }) => (
              <Th key={key}>{name}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {buckets.map((bucket) => (
            <Tr key={bucket.from}>
              <Td dataLabel="Time">
                <Link to={linkTo(bucket)}>{span(bucket, zone)}</Link>
              </Td>
              {SERIES.map(({ key, label: name }) => (
                <Td key={key} dataLabel={name}>
                  {bucket[key].toLocaleString("en")}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

function total(bucket: Bucket): number {
  return bucket.succeeded + bucket.failed + bucket.other;
}

function sentence(bucket: Bucket, zone: string): string {
  return `${span(bucket, zone)}: ${SERIES.map(({ key, label }) => `${bucket[key]} ${label.toLowerCase()}`).join(", ")}`;
}

function span(bucket: Bucket, zone: string): string {
  return `${exactTime(bucket.from, zone).replace(/:00 .*$/, "")} to ${clock(bucket.to, zone)}`;
}

function tick(bucket: Bucket, zone: string): string {
  const long = Date.parse(bucket.to) - Date.parse(bucket.from) > 3_600_000;
  return long ? new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone }).format(new Date(bucket.from)) : clock(bucket.from, zone);
}
