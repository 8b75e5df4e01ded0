// Runs before the first paint, so that a dark page never flashes light. src/app/theme.ts keeps it up to date afterwards.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("patchbay.theme");
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("pf-v6-theme-dark", dark);
})();
