import { type KeyboardEvent, type PointerEvent, useCallback, useState } from "react";
import { clampShare, rememberedShare, rememberShare, STEP } from "./share";

/** How much of the width the picture takes, remembered in this browser. */
export function useShare(): [share: number, setShare: (share: number) => void] {
  const [share, setShare] = useState(rememberedShare);
  const change = useCallback((next: number) => {
    setShare(clampShare(next));
    rememberShare(clampShare(next));
  }, []);
  return [share, change];
}

/** The rim between picture and text: drag it, or move it with the arrow keys. */
export function Splitter({ share, onShare }: { share: number; onShare: (share: number) => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -STEP : event.key === "ArrowRight" ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    onShare(share + by);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.previousElementSibling?.getBoundingClientRect();
    const right = event.currentTarget.nextElementSibling?.getBoundingClientRect();
    if (left !== undefined && right !== undefined) onShare((event.clientX - left.left) / (right.right - left.left));
  };
  return (
    <div
      role="separator"
      aria-label="Width of the picture"
      aria-orientation="vertical"
      aria-valuemin={20}
      aria-valuemax={80}
      aria-valuenow={Math.round(share * 100)}
      tabIndex={0}
      className="pb-splitter"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onShare(0.55)}
    />
  );
}
