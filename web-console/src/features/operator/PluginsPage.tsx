import { PuzzlePieceIcon } from "@patternfly/react-icons";
import { PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Column, ListSection, useListState } from "../../shared/list";
import { Empty } from "../../shared/state";
import { PageHeader } from "../../shared/ui";
import { type Plugin, pluginsQuery } from "./api";
import "./operator.css";
import { PluginDrop } from "./PluginDrop";
import { PluginState } from "./PluginState";
import { pluginRoute } from "./routes";

const columns: Column<Plugin>[] = [
  { key: "label", label: "Plugin", width: 35, render: (plugin) => <span className="pb-two-lines"><Link to={pluginRoute.link({ pluginId: plugin.id })}>{plugin.label}</Link><small>{plugin.help}</small></span> },
  { key: "active", label: "Active version", width: 15, render: (plugin) => plugin.activeVersion ?? <span className="pb-quiet">none</span> },
  { key: "versions", label: "Installed", width: 30, render: (plugin) => plugin.versions.map((each) => <div key={each.version}>{each.version} <PluginState state={each.state} /></div>) },
  { key: "connectors", label: "Connectors", width: 10, render: (plugin) => plugin.connectors.join(", ") },
  { key: "flows", label: "Used by", width: 10, render: (plugin) => `${plugin.versions.reduce((sum, each) => sum + each.usedByFlows, 0)} flows` },
];

export default function PluginsPage() {
  const list = useListState();
  const query = useQuery(pluginsQuery({ q: list.q, cursor: list.cursor }));
  return (
    <>
      <PageHeader title="Plugins" description="Bundles of connectors. Several versions of one plugin can be installed; flows keep the version that they name." />
      <PageSection hasBodyWrapper={false}>
        <PluginDrop />
      </PageSection>
      <ListSection label="Plugins" list={list} query={query} columns={columns} rowKey={(plugin) => plugin.id} searchLabel="Search plugins" empty={<Empty title="No plugins are installed" icon={PuzzlePieceIcon}>Drop a bundle above, or put it into the plugins folder of the data folder.</Empty>} />
    </>
  );
}
