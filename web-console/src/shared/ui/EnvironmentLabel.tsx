import { Label } from "@patternfly/react-core";

/** The tenant's environment; production stands out, because mistakes cost there. */
export function EnvironmentLabel({ environment }: { environment: string }) {
  if (environment === "") return null;
  return (
    <Label isCompact variant="outline" color={/^(prod|live)/i.test(environment) ? "orange" : "grey"}>
      {environment}
    </Label>
  );
}
