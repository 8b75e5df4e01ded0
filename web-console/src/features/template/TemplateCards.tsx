import { Button, Card, CardBody, CardFooter, CardHeader, CardTitle, Content, Gallery, Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Schema } from "../../shared/api";
import { useCan, useTenant } from "../../shared/session";
import { Empty, Loaded } from "../../shared/state";
import { useToasts } from "../../shared/ui";
import { flowRoute } from "../flow";
import { templatesQuery, useTemplate } from "./api";
import { OutlineSketch } from "./OutlineSketch";
import "./template.css";

/** A card per template; its button makes the flow and opens it. */
export function TemplateCards() {
  const tenant = useTenant().slug;
  const templates = useQuery(templatesQuery(tenant));
  return (
    <Loaded query={templates}>
      {(items) =>
        items.length === 0 ? (
          <Empty title="No templates are installed">Create a flow from text instead.</Empty>
        ) : (
          <Gallery hasGutter minWidths={{ default: "100%", sm: "19rem" }}>
            {items.map((template) => (
              <TemplateCard key={template.id} template={template} />
            ))}
          </Gallery>
        )
      }
    </Loaded>
  );
}

function TemplateCard({ template }: { template: Schema<"Template"> }) {
  const tenant = useTenant().slug;
  const mayWrite = useCan("flow.write");
  const use = useTemplate(tenant);
  const navigate = useNavigate();
  const { toast, failed } = useToasts();
  const start = () =>
    use.mutate(template.id, {
      onSuccess: (flow) => {
        toast({ title: `The flow '${flow.name}' is made`, body: "Test it, then turn it on." });
        void navigate(flowRoute.link({ tenant, flowId: flow.id }));
      },
      onError: (error) => failed(`The template '${template.title}' could not be used`, error),
    });
  return (
    <Card isFullHeight className="pb-template">
      <CardHeader actions={{ actions: <Label isCompact variant="outline">{template.industry}</Label>, hasNoOffset: true }}>
        <CardTitle component="h3" id={`template-${template.id}`}>{template.title}</CardTitle>
      </CardHeader>
      <CardBody isFilled>
        <Content component="p">{template.summary}</Content>
        <OutlineSketch outline={template.outline} />
      </CardBody>
      <CardFooter>
        {template.connections.length > 0 && <p className="pb-quiet pb-gap-below">Connects {template.connections.map((connection) => connection.name).join(", ")}</p>}
        {mayWrite && (
          <Button variant="secondary" onClick={start} isLoading={use.isPending} isDisabled={use.isPending} aria-describedby={`template-${template.id}`}>
            Use this template
          </Button>
        )}
      </CardFooter>
    </Card>
  );
}
