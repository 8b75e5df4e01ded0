import { Button, Tooltip } from "@patternfly/react-core";
import { CheckIcon, CopyIcon } from "@patternfly/react-icons";
import { useState } from "react";
import { useToasts } from "./toasts";

/** Copies a text; says so where the pointer is. With `children` a button with words, without an icon. */
export function CopyButton({ text, label = "Copy", children, variant = "plain" }: { text: string | (() => string); label?: string; children?: string; variant?: "plain" | "secondary" | "link" }) {
  const [copied, setCopied] = useState(false);
  const { failed } = useToasts();
  const copy = () => {
    copyText(typeof text === "string" ? text : text()).then(
      () => setCopied(true),
      (error: unknown) => failed("The text could not be copied", error),
    );
  };
  const icon = copied ? <CheckIcon /> : <CopyIcon />;
  return (
    <Tooltip content={copied ? "Copied" : label} aria="none" onTooltipHidden={() => setCopied(false)}>
      <Button variant={variant} size={variant === "secondary" ? undefined : "sm"} aria-label={children === undefined ? label : undefined} onClick={copy} icon={icon} onBlur={() => setCopied(false)}>
        {children}
      </Button>
    </Tooltip>
  );
}

/** Browsers offer their clipboard on https and localhost only; elsewhere the old way still works. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("The browser refused. Select the text and copy it by hand.");
}
