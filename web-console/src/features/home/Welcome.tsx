import { Content, Title } from "@patternfly/react-core";
import { useCan, useTenant } from "../../shared/session";
import { LinkButton } from "../../shared/ui";
import { flowsRoute } from "../flow";
import { TemplateCards } from "../template";

/** A new tenant: start from a template, two clicks to a flow that runs. */
export function Welcome() {
  const tenant = useTenant().slug;
  const mayWrite = useCan("flow.write");
  if (!mayWrite) return <Content component="p">There are no flows in this tenant yet. A builder or an owner can make the first one.</Content>;
  return (
    <div className="pb-stack">
      <div>
        <Title headingLevel="h2">Start from a template</Title>
        <Content component="p" className="pb-quiet">Each makes a flow that runs at once: its connections lead to the sandbox, pretend partners that come with Patchbay.</Content>
      </div>
      <TemplateCards />
      <div>
        <LinkButton variant="link" isInline to={flowsRoute.link({ tenant })}>Or write a flow of your own</LinkButton>
      </div>
    </div>
  );
}
