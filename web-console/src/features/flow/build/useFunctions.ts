import { useQueries, useQuery } from "@tanstack/react-query";
import type { Schema } from "../../../shared/api";
import { connectorQuery, connectorsQuery } from "../../connector";

export interface FunctionOf {
  connector: Schema<"Connector">;
  fn: Schema<"ConnectorFunction">;
}

/** All actions that the tenant's flows can call. */
export function useFunctions(tenant: string): FunctionOf[] {
  const list = useQuery(connectorsQuery(tenant, { limit: 200 }));
  return useQueries({
    queries: (list.data?.items ?? []).map(({ id }) => connectorQuery(tenant, id)),
    combine: (answers) => answers.flatMap(({ data: connector }) => (connector === undefined ? [] : connector.actions.map((fn) => ({ connector, fn })))),
  });
}
