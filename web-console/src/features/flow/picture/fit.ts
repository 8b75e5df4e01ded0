export interface View {
  x: number;
  y: number;
  zoom: number;
}

interface Size {
  width: number;
  height: number;
}

const READABLE = 0.5;
const RIM = 16;
const HEAD = 56;

/** Where a picture is first shown: its beginning at the top, as large as the width allows, and never too small to read. `top` leaves room for what lies over it. */
export function firstView(picture: Size, frame: Size, top = RIM): View {
  const zoom = Math.min(1, Math.max(READABLE, (frame.width - 2 * RIM) / Math.max(1, picture.width)));
  const spare = frame.width - picture.width * zoom;
  return { x: spare >= 0 ? spare / 2 : RIM, y: top, zoom };
}

/** Whether the head of a box can be seen. */
export function inView(box: { x: number; y: number; width: number }, { x, y, zoom }: View, frame: Size): boolean {
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  return left >= 0 && left + box.width * zoom <= frame.width && top >= 0 && top + HEAD * zoom <= frame.height;
}
