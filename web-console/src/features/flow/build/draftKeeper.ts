/** Whether the text is on disk. `conflict`: somebody else changed it meanwhile, `theirs` holds what they wrote. */
export type SaveState = "saved" | "changed" | "saving" | "failed" | "conflict";

/** A text with the version that it was read as. */
export interface Stored {
  text: string;
  etag: string | undefined;
}

export interface DraftSnapshot {
  text: string;
  state: SaveState;
  error: unknown;
  theirs: string | undefined;
}

export interface DraftStore {
  /** Stores over the version `etag` names; throws when that is not the newest any more. */
  put: (text: string, etag: string | undefined) => Promise<Stored>;
  read: () => Promise<Stored>;
  isStale: (error: unknown) => boolean;
}

/**
 * The text that is being worked on: saved by itself when typing pauses, one save at a time, and never over somebody
 * else's text. A version that is newer for another reason (published, turned on) is no conflict.
 */
export class DraftKeeper {
  private known: string;
  private etag: string | undefined;
  private now: DraftSnapshot;
  private last: Promise<unknown> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(first: Stored, private readonly store: DraftStore, private readonly pauseMs = 1_500) {
    this.known = first.text;
    this.etag = first.etag;
    this.now = { text: first.text, state: "saved", error: undefined, theirs: undefined };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): DraftSnapshot => this.now;

  get dirty(): boolean {
    return this.now.text !== this.known;
  }

  readonly change = (text: string): void => {
    if (text === this.now.text) return;
    const conflict = this.now.state === "conflict";
    this.set({ text, state: conflict ? "conflict" : this.now.state === "saving" ? "saving" : text === this.known ? "saved" : "changed" });
    this.plan();
  };

  /** Saves what is typed by now; false when it could not be saved. Waits for a save under way. */
  readonly save = (): Promise<boolean> => this.queue(() => this.saveNow());

  /** Saves, then does something that needs the newest version, while no other save can come between. Undefined when the save failed. */
  readonly whenSaved = <T extends Stored>(act: (etag: string | undefined) => Promise<T>): Promise<T | undefined> =>
    this.queue(async () => {
      if (!(await this.saveNow())) return undefined;
      const answer = await act(this.etag);
      this.learn(answer);
      return answer;
    });

  /** The thing was read again. Unsaved typing stays; whether it collides is found out when it is saved. */
  readonly seen = (stored: Stored): void => {
    if (this.now.state === "saving" || this.now.state === "conflict") return;
    if (!this.dirty || stored.text === this.known) this.learn(stored);
  };

  readonly takeTheirs = (): Promise<void> =>
    this.queue(async () => {
      const stored = await this.store.read();
      this.known = stored.text;
      this.etag = stored.etag;
      this.set({ text: stored.text, state: "saved", error: undefined, theirs: undefined });
    });

  readonly keepMine = (): Promise<boolean> =>
    this.queue(async () => {
      const stored = await this.store.read();
      this.known = stored.text;
      this.etag = stored.etag;
      this.set({ state: "changed", error: undefined, theirs: undefined });
      return this.saveNow();
    });

  /** Saves what is left; nothing happens by itself afterwards. */
  readonly leave = (): void => {
    if (this.dirty && this.now.state !== "conflict") void this.save();
  };

  private async saveNow(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.now.state === "conflict") return false;
    if (!this.dirty) {
      this.set({ state: "saved", error: undefined });
      return true;
    }
    const text = this.now.text;
    this.set({ state: "saving" });
    try {
      const stored = await this.putFresh(text);
      if (stored === undefined) return false;
      this.known = text;
      this.etag = stored.etag;
      this.set({ state: this.dirty ? "changed" : "saved", error: undefined });
      this.plan();
      return true;
    } catch (error) {
      this.set({ state: "failed", error });
      return false;
    }
  }

  /** Stores; where the version is old but the text under it is still the one that was changed, stores over the new version. */
  private async putFresh(text: string): Promise<Stored | undefined> {
    try {
      return await this.store.put(text, this.etag);
    } catch (error) {
      if (!this.store.isStale(error)) throw error;
      const stored = await this.store.read();
      if (stored.text === this.known || stored.text === text) return this.store.put(text, stored.etag);
      this.set({ state: "conflict", error, theirs: stored.text });
      return undefined;
    }
  }

  private learn(stored: Stored): void {
    const clean = !this.dirty;
    this.known = stored.text;
    this.etag = stored.etag;
    if (clean) this.set({ text: stored.text, state: "saved", error: undefined });
    else this.plan();
  }

  private queue<T>(act: () => Promise<T>): Promise<T> {
    const next = this.last.then(act, act);
    this.last = next.catch(() => undefined);
    return next;
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (!this.dirty || this.now.state === "conflict" || this.now.state === "saving") return;
    this.timer = setTimeout(() => void this.save(), this.pauseMs);
  }

  private set(part: Partial<DraftSnapshot>): void {
    this.now = { ...this.now, ...part };
    for (const listener of this.listeners) listener();
  }
}
