import { createContext, useContext } from "react";

export interface Shortcuts {
  showPalette: () => void;
  showHelp: () => void;
}

export const ShortcutContext = createContext<Shortcuts>({ showPalette: () => undefined, showHelp: () => undefined });

export function useShortcuts(): Shortcuts {
  return useContext(ShortcutContext);
}

export type Command = { kind: "palette" } | { kind: "help" } | { kind: "search" } | { kind: "await-go" } | { kind: "go"; key: string };

interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key means; `typing` is true inside text fields, `afterG` shortly after `g`. */
export function commandOf(stroke: Stroke, typing: boolean, afterG: boolean): Command | undefined {
  if ((stroke.ctrlKey || stroke.metaKey) && !stroke.altKey && stroke.key.toLowerCase() === "k") return { kind: "palette" };
  if (typing || stroke.ctrlKey || stroke.metaKey || stroke.altKey) return undefined;
  if (afterG) return /^[a-z]$/.test(stroke.key) ? { kind: "go", key: stroke.key } : undefined;
  switch (stroke.key) {
    case "/":
      return { kind: "search" };
    case "?":
      return { kind: "help" };
    case "g":
      return { kind: "await-go" };
    default:
      return undefined;
  }
}
