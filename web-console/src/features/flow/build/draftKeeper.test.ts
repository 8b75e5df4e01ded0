import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper, type Stored } from "./draftKeeper";

class Stale extends Error {}

/** A server that keeps one text and refuses old versions. */
class Server {
  text = "a";
  version = 1;
  puts: string[] = [];
  down = false;
  get etag() {
    return `"${this.version}"`;
  }
  put = async (text: string, etag: string | undefined): Promise<Stored> => {
    await Promise.resolve();
    if (this.down) throw new Error("offline");
    if (etag !== this.etag) throw new Stale();
    this.puts.push(text);
    return this.write(text);
  };
  read = async (): Promise<Stored> => ({ text: this.text, etag: this.etag });
  write(text: string): Stored {
    this.text = text;
    this.version += 1;
    return { text, etag: this.etag };
  }
  isStale = (error: unknown) => error instanceof Stale;
}

let server: Server;
let draft: DraftKeeper;
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  draft = new DraftKeeper({ text: "a", etag: server.etag }, server, 1_000);
});
afterEach(() => vi.useRealTimers());

describe("a draft", () => {
  it("is saved once when typing pauses", async () => {
    draft.change("ab");
    await vi.advanceTimersByTimeAsync(900);
    draft.change("abc");
    await vi.advanceTimersByTimeAsync(900);
    expect(server.puts).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(server.puts).toEqual(["abc"]);
    expect(draft.snapshot().state).toBe("saved");
  });

  it("saves one after the other, so that it is no conflict with itself", async () => {
    draft.change("b");
    const first = draft.save();
    draft.change("c");
    expect(await Promise.all([first, draft.save()])).toEqual([true, true]);
    expect(server.text).toBe("c");
    expect(draft.snapshot()).toMatchObject({ text: "c", state: "saved" });
  });

  it("saves by itself what was typed during a save", async () => {
    draft.change("b");
    const saving = draft.save();
    await Promise.resolve();
    draft.change("bc");
    await saving;
    expect(draft.snapshot().state).toBe("changed");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(server.text).toBe("bc");
  });

  it("keeps somebody else's text and shows it", async () => {
    server.write("theirs");
    draft.change("mine");
    expect(await draft.save()).toBe(false);
    expect(draft.snapshot()).toMatchObject({ text: "mine", state: "conflict", theirs: "theirs" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.text).toBe("theirs");
  });

  it("is no conflict when only something else of the flow changed", async () => {
    server.write("a");
    draft.change("mine");
    expect(await draft.save()).toBe(true);
    expect(server.text).toBe("mine");
  });

  it("does not take over the version of a text that it has not seen", async () => {
    draft.change("mine");
    draft.seen(server.write("theirs"));
    expect(await draft.save()).toBe(false);
    expect(draft.snapshot().state).toBe("conflict");
  });

  it("shows somebody else's change at once where nothing is typed", () => {
    draft.seen(server.write("theirs"));
    expect(draft.snapshot()).toMatchObject({ text: "theirs", state: "saved" });
  });

  it("puts ours over theirs, or takes theirs, as the person decides", async () => {
    server.write("theirs");
    draft.change("mine");
    await draft.save();
    expect(await draft.keepMine()).toBe(true);
    expect(server.text).toBe("mine");

    server.write("theirs again");
    draft.change("mine again");
    await draft.save();
    await draft.takeTheirs();
    expect(draft.snapshot()).toMatchObject({ text: "theirs again", state: "saved", theirs: undefined });
    draft.change("goes on");
    expect(await draft.save()).toBe(true);
  });

  it("publishes what is typed, with the newest version, and nothing comes between", async () => {
    draft.change("b");
    const published = draft.whenSaved(async (etag) => {
      expect([server.text, etag]).toEqual(["b", server.etag]);
      draft.change("c");
      void draft.save();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(server.text).toBe("b");
      return server.write("b");
    });
    expect(await published).toMatchObject({ text: "b" });
    await vi.advanceTimersByTimeAsync(0);
    expect([server.text, draft.snapshot().state]).toEqual(["c", "saved"]);
  });

  it("does not publish what could not be saved", async () => {
    server.write("theirs");
    draft.change("mine");
    expect(await draft.whenSaved(() => Promise.reject(new Error("must not be called")))).toBeUndefined();
  });

  it("says that it is not saved, and saves the next time", async () => {
    server.down = true;
    draft.change("b");
    expect(await draft.save()).toBe(false);
    expect(draft.snapshot().state).toBe("failed");
    server.down = false;
    expect(await draft.save()).toBe(true);
    expect(draft.snapshot()).toMatchObject({ state: "saved", error: undefined });
  });

  it("is saved when the page is left", async () => {
    draft.change("b");
    draft.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.text).toBe("b");
  });
});
