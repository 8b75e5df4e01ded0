import { Label, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Column, ListSection, useListState } from "../../shared/list";
import { useTenant } from "../../shared/session";
import { Empty } from "../../shared/state";
import { Ago } from "../../shared/time";
import { CopyButton, PageHeader } from "../../shared/ui";
import { flowRoute } from "../flow";
import { type Approval, type ApprovalFilter, approvalsQuery } from "./api";
import { ApprovalState } from "./ApprovalState";
import { approvalRoute } from "./routes";
import { outcomeWords } from "./words";

interface Part {
  key: string;
  title: string;
  filter: ApprovalFilter;
}

const MINE: Part = { key: "mine", title: "For me", filter: { open: true, mine: true } };
const TABS: readonly Part[] = [
  MINE,
  { key: "open", title: "All that wait", filter: { open: true } },
  { key: "done", title: "Decided", filter: { open: false } },
];

export default function ApprovalsPage() {
  const tenant = useTenant();
  const list = useListState();
  const tab = TABS.find(({ key }) => key === list.filter("tab")) ?? MINE;
  const query = useQuery({ ...approvalsQuery(tenant.slug, { ...tab.filter, q: list.q, cursor: list.cursor }), refetchInterval: tab.filter.open ? 15_000 : false });
  return (
    <>
      <PageHeader title="Approvals" description="Decisions that runs wait for. A waiting run costs nothing and goes on the moment somebody decides.">
        <Tabs activeKey={tab.key} onSelect={(_, key) => list.setFilter("tab", key === "mine" ? undefined : String(key))} aria-label="Which approvals">
          {TABS.map(({ key, title }) => <Tab key={key} eventKey={key} tabContentId="approval-list" title={<TabTitleText>{title}</TabTitleText>} />)}
        </Tabs>
      </PageHeader>
      <div id="approval-list" role="tabpanel" aria-label={tab.title}>
        <ListSection
          label="Approvals"
          list={list}
          query={query}
          columns={columns(tenant.slug, tab.filter.open === true)}
          rowKey={(approval) => approval.id}
          searchLabel="Title or flow"
          empty={<Nothing tab={tab.key} />}
        />
      </div>
    </>
  );
}

const EXAMPLE = `- ask:
    call: approval.request:1.0.0@default
    with:
      title: \${ "Refund \\(.amount) €?" }
      details: \${ . }
      deadline: P2D
`;

function Nothing({ tab }: { tab: string }) {
  if (tab === "done") return <Empty title="Nothing was decided yet">What people decide, and what deadlines decide, is kept here.</Empty>;
  return (
    <Empty title={tab === "mine" ? "Nothing waits for you" : "Nothing waits"}>
      <p>A flow asks people with a step such as this:</p>
      <div className="pb-example">
        <pre className="pb-mono">{EXAMPLE}</pre>
        <CopyButton text={EXAMPLE} label="Copy the example" variant="link">Copy</CopyButton>
      </div>
    </Empty>
  );
}

function columns(tenant: string, open: boolean): Column<Approval>[] {
  return [
    {
      key: "title",
      label: "Decision",
      width: 40,
      render: (approval) => (
        <span className="pb-two-lines">
          <Link to={approvalRoute.link({ tenant, approvalId: approval.id })}>{approval.title}</Link>
          <small>{approval.test ? <Label isCompact variant="outline">test</Label> : null} {approval.message.slice(0, 120)}</small>
        </span>
      ),
    },
    { key: "flow", label: "Flow", width: 20, render: (approval) => <Link to={flowRoute.link({ tenant, flowId: approval.flowId })}>{approval.flowName}</Link> },
    { key: "asked", label: "Asked", width: 15, render: (approval) => <Ago at={approval.createdAt} /> },
    open
      ? { key: "deadline", label: "Deadline", width: 15, render: (approval) => (approval.deadline === undefined ? <span className="pb-quiet">none</span> : <Ago at={approval.deadline} />) }
      : { key: "outcome", label: "Outcome", width: 25, render: (approval) => <span className="pb-two-lines"><span><ApprovalState state={approval.state} /></span><small>{outcomeWords(approval)}</small></span> },
  ];
}
