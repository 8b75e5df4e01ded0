import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "../../../shared/api";
import { type Flow, useSaveDraft } from "../api";

export type SaveState = "saved" | "changed" | "saving" | "failed" | "conflict";

export interface Draft {
  text: string;
  setText: (text: string) => void;
  state: SaveState;
  error: unknown;
  /** Saves now; resolves to false when it could not be saved. */
  save: () => Promise<boolean>;
  /** After a conflict: take the other person's text, or put ours over it. */
  takeTheirs: (text: string) => void;
}

const PAUSE = 1_500;

/** The text that is being worked on: saved by itself when typing pauses, and never over somebody else's change. */
export function useDraft(tenant: string, flow: Flow, etag: string | undefined, mayWrite: boolean): Draft {
  const [text, setText] = useState(flow.draft);
  const [known, setKnown] = useState(flow.draft);
  const [state, setState] = useState<SaveState>("saved");
  const [error, setError] = useState<unknown>();
  const latest = useRef({ text, etag });
  const { mutateAsync } = useSaveDraft(tenant, flow.id);
  useEffect(() => {
    latest.current = { text, etag };
  });

  const save = useCallback(async () => {
    const given = latest.current;
    setState("saving");
    try {
      await mutateAsync({ text: given.text, etag: given.etag });
      setKnown(given.text);
      setError(undefined);
      setState(latest.current.text === given.text ? "saved" : "changed");
      return true;
    } catch (failure) {
      setError(failure);
      setState(asProblem(failure).status === 412 ? "conflict" : "failed");
      return false;
    }
  }, [mutateAsync]);

  useEffect(() => {
    if (!mayWrite || text === known || state === "saving" || state === "conflict") return undefined;
    const timer = setTimeout(() => void save(), PAUSE);
    return () => clearTimeout(timer);
  }, [text, known, state, mayWrite, save]);

  useEffect(() => {
    if (text === known) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [text, known]);

  const change = useCallback((next: string) => {
    setText(next);
    setState((now) => (now === "conflict" ? now : "changed"));
  }, []);
  const takeTheirs = useCallback((theirs: string) => {
    setText(theirs);
    setKnown(theirs);
    setError(undefined);
    setState("saved");
  }, []);
  return { text, setText: change, state: text === known && state === "changed" ? "saved" : state, error, save, takeTheirs };
}
