/** The part of the browser's EventSource that is used here. */
export interface Source {
  readonly readyState: number;
  addEventListener: (kind: string, listener: (event: { data?: unknown }) => void) => void;
  close: () => void;
}

const CLOSED = 2;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/**
 * Keeps a stream of server-sent events open until the returned function is called. The browser connects again by itself
 * after a broken line; after an answer that it takes for final (signed out, restarting) this does, ever more rarely.
 * `onGap` is called when events may have been missed.
 */
export function keepOpen(open: () => Source, listeners: Readonly<Record<string, (data: string) => void>>, onGap: () => void): () => void {
  let source: Source | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE;
  let opened = false;
  const connect = () => {
    const mine = open();
    source = mine;
    for (const [kind, listener] of Object.entries(listeners)) mine.addEventListener(kind, (event) => listener(String(event.data)));
    mine.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      if (opened) onGap();
      opened = true;
    });
    mine.addEventListener("error", () => {
      if (mine !== source || mine.readyState !== CLOSED) return;
      mine.close();
      source = undefined;
      timer = setTimeout(connect, pause);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
      opened = true;
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
}
