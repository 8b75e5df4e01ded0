import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { ShortcutContext, type Shortcuts } from "./shortcuts";

const loadPalette = () => import("../palette/CommandPalette");
const CommandPalette = lazy(loadPalette);
const ShortcutHelp = lazy(() => import("./ShortcutHelp"));

/** Keeps the palette and the help, which are loaded when first opened. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<"palette" | "help">();
  const shortcuts = useMemo<Shortcuts>(() => ({ showPalette: () => setOpen("palette"), showHelp: () => setOpen("help") }), []);
  // Ready before it is asked for, so that no keystroke is lost.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1_000);
    return () => clearTimeout(timer);
  }, []);
  const close = () => setOpen(undefined);
  return (
    <ShortcutContext.Provider value={shortcuts}>
      {children}
      <Suspense>
        {open === "palette" && <CommandPalette onClose={close} />}
        {open === "help" && <ShortcutHelp onClose={close} />}
      </Suspense>
    </ShortcutContext.Provider>
  );
}
