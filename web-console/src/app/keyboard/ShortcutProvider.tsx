import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { ShortcutContext, type Shortcuts } from "./shortcuts";

const CommandPalette = lazy(() => import("../palette/CommandPalette"));
const ShortcutHelp = lazy(() => import("./ShortcutHelp"));

/** Keeps the palette and the help, which are loaded when first opened. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<"palette" | "help">();
  const shortcuts = useMemo<Shortcuts>(() => ({ showPalette: () => setOpen("palette"), showHelp: () => setOpen("help") }), []);
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
