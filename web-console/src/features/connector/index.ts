export { connectorQuery, connectorsQuery } from "./api";
export { ConnectorIcon } from "./ConnectorIcon";
export * from "./routes";
