import { Badge } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { waitingQuery } from "./api";

/** How many decisions wait for the caller; nothing when none does. */
export function WaitingBadge({ tenant }: { tenant: string }) {
  const { data = 0 } = useQuery(waitingQuery(tenant));
  if (data === 0) return null;
  return <Badge screenReaderText={data === 1 ? "decision waits for you" : "decisions wait for you"}>{data >= 100 ? "99+" : data}</Badge>;
}
