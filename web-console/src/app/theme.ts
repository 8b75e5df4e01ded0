import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

const KEY = "patchbay.theme";
const listeners = new Set<() => void>();
const systemDark = matchMedia("(prefers-color-scheme: dark)");
systemDark.addEventListener("change", apply);
addEventListener("storage", (event) => event.key === KEY && apply());

function chosen(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function apply(): void {
  const theme = chosen();
  document.documentElement.classList.toggle("pf-v6-theme-dark", theme === "dark" || (theme === "system" && systemDark.matches));
  for (const listener of listeners) listener();
}

export function chooseTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosen);
}
