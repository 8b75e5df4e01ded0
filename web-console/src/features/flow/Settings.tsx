import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Title } from "@patternfly/react-core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../shared/session";
import { Exact } from "../../shared/time";
import { ConfirmDialog, CopyButton, useToasts } from "../../shared/ui";
import { type Flow, useDeleteFlow, useRestoreFlow } from "./api";
import { flowRoute, flowsRoute } from "./routes";

export function Settings({ flow, tenant }: { flow: Flow; tenant: string }) {
  const mayWrite = useCan("flow.write");
  const [deleting, setDeleting] = useState(false);
  const facts = [
    ["Name", <span key="n" className="pb-mono">{flow.namespace}/{flow.name}</span>],
    ["Summary", flow.summary ?? <span key="s" className="pb-quiet">Write one in the text, at document.summary.</span>],
    ["Id", <span key="i" className="pb-mono">{flow.id} <CopyButton text={flow.id} label="Copy flow id" /></span>],
    ["Created", <Exact key="c" at={flow.createdAt} />],
    ["Changed", <span key="u"><Exact at={flow.updatedAt} /> by {flow.updatedBy}</span>],
  ] as const;
  return (
    <div className="pb-stack pb-form">
      <DescriptionList isHorizontal>
        {facts.map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      {mayWrite ? (
        <div className="pb-stack">
          <Title headingLevel="h2" size="lg">Delete</Title>
          <p>The flow is turned off and leaves the list. Its runs stay until their retention ends, and for 30 days it can be brought back.</p>
          <div><Button variant="secondary" isDanger onClick={() => setDeleting(true)}>Delete flow '{flow.name}'</Button></div>
        </div>
      ) : null}
      {deleting ? <Deletion flow={flow} tenant={tenant} onClose={() => setDeleting(false)} /> : null}
    </div>
  );
}

function Deletion({ flow, tenant, onClose }: { flow: Flow; tenant: string; onClose: () => void }) {
  const remove = useDeleteFlow(tenant);
  const restore = useRestoreFlow(tenant);
  const navigate = useNavigate();
  const { toast, failed } = useToasts();
  const bringBack = () => restore.mutate(flow.id, { onSuccess: () => void navigate(flowRoute.link({ tenant, flowId: flow.id })), onError: (error) => failed(`Flow '${flow.name}' was not brought back`, error) });
  const confirm = async () => {
    await remove.mutateAsync(flow.id);
    toast({ title: `Flow '${flow.name}' is deleted`, undo: bringBack });
    await navigate(flowsRoute.link({ tenant }));
  };
  return (
    <ConfirmDialog title={`Delete flow '${flow.name}'?`} action="Delete" onConfirm={confirm} onClose={onClose}>
      Its webhook address stops answering at once and its schedule stops. You can bring it back for 30 days.
    </ConfirmDialog>
  );
}
