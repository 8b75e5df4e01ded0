import { PlugIcon } from "@patternfly/react-icons";

/** The icon of a connector: its own SVG picture, else a plug. */
export function ConnectorIcon({ icon }: { icon: string | undefined }) {
  if (icon?.startsWith("data:image/svg+xml")) return <img src={icon} alt="" width="18" height="18" className="pb-icon-before" />;
  return (
    <span className="pb-quiet pb-icon-before" aria-hidden="true">
      <PlugIcon />
    </span>
  );
}
