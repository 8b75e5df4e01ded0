import { Content, Title } from "@patternfly/react-core";
import { type ReactNode, useEffect } from "react";
import { Logo } from "./Logo";

/** The frame of the pages before the console: one quiet card with the product's name. */
export function SignedOutPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Patchbay`;
  }, [title]);
  return (
    <main className="pb-door">
      <div className="pb-door-card">
        <Logo />
        <Title headingLevel="h1" size="2xl" className="pb-gap-above">{title}</Title>
        {lead !== undefined && <Content component="p" className="pb-quiet">{lead}</Content>}
        <div className="pb-gap-above">{children}</div>
      </div>
    </main>
  );
}
