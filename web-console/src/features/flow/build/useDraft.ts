import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { type Answer, asProblem } from "../../../shared/api";
import { type Flow, flowQuery, saveDraft } from "../api";
import { DraftKeeper, type DraftSnapshot, type Stored } from "./draftKeeper";

export type Draft = DraftSnapshot & { keeper: DraftKeeper };

/** The draft of the flow that is open; it outlives a change of tabs, and is saved when the page is left. */
export function useDraft(tenant: string, flow: Flow, etag: string | undefined): Draft {
  const client = useQueryClient();
  const [keeper] = useState(
    () =>
      new DraftKeeper({ text: flow.draft, etag }, {
        put: async (text, known) => stored(await saveDraft(client, tenant, flow.id, text, known)),
        read: async () => stored(await client.fetchQuery({ ...flowQuery(tenant, flow.id), staleTime: 0 })),
        isStale: (error) => asProblem(error).status === 412,
      }),
  );
  const snapshot = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.seen({ text: flow.draft, etag }), [keeper, flow.draft, etag]);
  useEffect(() => keeper.leave, [keeper]);
  const dirty = snapshot.state !== "saved";
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
  return { ...snapshot, keeper };
}

function stored({ data, etag }: Answer<Flow>): Stored {
  return { text: data.draft, etag };
}
