import { describe, expect, it } from "vitest";
import { inline, parseMarkdown } from "./markdown";

describe("Markdown of our documentation", () => {
  it("has headings, paragraphs over lines, lists and code", () => {
    const blocks = parseMarkdown("# flow.not-published\nIt was asked\nto run.\n\n- Publish it.\n- Or turn\n  it on.\n\n1. One\n2. Two\n\n```\n./patchbay run\n```\n");
    expect(blocks.map((block) => block.kind)).toEqual(["heading", "paragraph", "list", "list", "code"]);
    expect(blocks[1]).toEqual({ kind: "paragraph", text: [{ kind: "text", text: "It was asked to run." }] });
    expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: "Publish it." }], [{ text: "Or turn it on." }]] });
    expect(blocks[4]).toEqual({ kind: "code", text: "./patchbay run" });
  });

  it("ends also where code is not closed", () => expect(parseMarkdown("```\nx")).toEqual([{ kind: "code", text: "x" }]));

  it("has code, strong words and links inside lines", () => {
    expect(inline("Use `If-Match`, **always**, see [the API](/docs/api).").map((part) => part.kind)).toEqual(["text", "code", "text", "strong", "text", "link", "text"]);
  });

  it("does not link to scripts or other sites in disguise", () => {
    for (const to of ["javascript:alert", "//evil.example", "http://plain.example", "data:text/html,x"]) expect(inline(`[x](${to})`)).toEqual([{ kind: "text", text: "x" }]);
  });
});
