import { Button, type ButtonProps } from "@patternfly/react-core";
import { Link } from "react-router";

/** A link that looks like a button. */
export function LinkButton({ to, ...props }: ButtonProps & { to: string }) {
  return <Button {...props} component={(inner: object) => <Link {...inner} to={to} />} />;
}
