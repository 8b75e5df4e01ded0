import { Card, CardBody, CardHeader, CardTitle, Content, Gallery } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { SearchBox } from "../../shared/list";
import { useTenant } from "../../shared/session";
import { Empty, Loaded } from "../../shared/state";
import { ConnectorIcon, connectorsQuery } from "../connector";
import { newConnectionRoute } from "./routes";

export function ChooseConnector() {
  const tenant = useTenant().slug;
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const query = useQuery(connectorsQuery(tenant, { q, limit: 100 }));
  return (
    <div className="pb-stack">
      <SearchBox value={q} label="Search connectors" onSearch={(next) => setSearch(next === "" ? {} : { q: next }, { replace: true })} />
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={q === "" ? "No connectors are installed" : "No connector matches"}>{q === "" ? "An operator installs plugins, which bring connectors." : "The connector HTTP reaches any REST API."}</Empty>
          ) : (
            <Gallery hasGutter minWidths={{ default: "100%", sm: "16rem" }}>
              {page.items.map((connector) => (
                <Card key={connector.id} isClickable isCompact>
                  <CardHeader selectableActions={{ onClickAction: () => void navigate(newConnectionRoute.link({ tenant }, { connector: connector.id })), selectableActionAriaLabelledby: `choose-${connector.id}` }}>
                    <CardTitle id={`choose-${connector.id}`}>
                      <ConnectorIcon icon={connector.icon} /> {connector.label}
                    </CardTitle>
                  </CardHeader>
                  <CardBody>
                    <Content component="p" className="pb-quiet">{connector.help}</Content>
                  </CardBody>
                </Card>
              ))}
            </Gallery>
          )
        }
      </Loaded>
    </div>
  );
}
