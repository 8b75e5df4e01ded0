export type Inline = { kind: "text" | "code" | "strong"; text: string } | { kind: "link"; text: string; to: string };

export type Block =
  | { kind: "heading"; level: number; text: Inline[] }
  | { kind: "paragraph"; text: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "code"; text: string };

/** The little Markdown that the pages of our own documentation use; everything else is shown as text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === "") at += 1;
    else if (line.startsWith("```")) {
      const end = lines.findIndex((each, index) => index > at && each.startsWith("```"));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, stop).join("\n") });
      at = stop + 1;
    } else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: inline(heading[2] ?? "") });
      at += 1;
    } else {
      const marker = markerOf(line);
      const stop = endOf(lines, at, marker !== undefined);
      const part = lines.slice(at, stop);
      blocks.push(marker === undefined ? { kind: "paragraph", text: inline(part.join(" ")) } : { kind: "list", ordered: marker === "1", items: itemsOf(part) });
      at = stop;
    }
  }
  return blocks;
}

function markerOf(line: string): "-" | "1" | undefined {
  if (/^[-*]\s/.test(line)) return "-";
  return /^\d+[.)]\s/.test(line) ? "1" : undefined;
}

function endOf(lines: readonly string[], from: number, list: boolean): number {
  const end = lines.findIndex((line, index) => index > from && (line.trim() === "" || line.startsWith("#") || line.startsWith("```") || (!list && markerOf(line) !== undefined)));
  return end < 0 ? lines.length : end;
}

function itemsOf(lines: readonly string[]): Inline[][] {
  const items: string[] = [];
  for (const line of lines) {
    if (markerOf(line) === undefined) items.push(`${items.pop() ?? ""} ${line.trim()}`);
    else items.push(line.replace(/^([-*]|\d+[.)])\s+/, ""));
  }
  return items.map(inline);
}

/** `code`, **strong** and [links](to pages of ours or over https). */
export function inline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    const [whole, code, strong, label, to] = match;
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", text: strong });
    else if (label !== undefined && to !== undefined) parts.push(isSafe(to) ? { kind: "link", text: label, to } : { kind: "text", text: label });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function isSafe(to: string): boolean {
  return /^(https:\/\/|\/(?!\/)|#)/.test(to);
}
