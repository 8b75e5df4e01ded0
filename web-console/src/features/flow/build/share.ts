const KEY = "patchbay.build-share";
const USUAL = 0.55;

export const STEP = 0.05;

/** Neither side becomes too small to use. */
export function clampShare(share: number): number {
  return Number.isFinite(share) ? Math.min(0.8, Math.max(0.2, share)) : USUAL;
}

export function rememberedShare(): number {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? USUAL : clampShare(Number.parseFloat(kept));
  } catch {
    return USUAL;
  }
}

export function rememberShare(share: number): void {
  try {
    localStorage.setItem(KEY, share.toFixed(3));
  } catch {
    // A browser that keeps nothing shows the usual width next time.
  }
}
