import { Content } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { type Block, type Inline, parseMarkdown } from "./markdown";

export function Markdown({ source }: { source: string }) {
  return (
    <>
      {parseMarkdown(source).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <Content component={block.level <= 2 ? "h2" : "h3"}>{words(block.text)}</Content>;
    case "paragraph":
      return <Content component="p">{words(block.text)}</Content>;
    case "list":
      return <Content component={block.ordered ? "ol" : "ul"}>{block.items.map((item, index) => <Content key={index} component="li">{words(item)}</Content>)}</Content>;
    case "code":
      return <pre className="pb-snippet">{block.text}</pre>;
  }
}

function words(parts: readonly Inline[]): ReactNode[] {
  return parts.map((part, index) => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "code":
        return <code key={index} className="pb-mono">{part.text}</code>;
      case "strong":
        return <strong key={index}>{part.text}</strong>;
      case "link":
        return <a key={index} href={part.to}>{part.text}</a>;
    }
  });
}
