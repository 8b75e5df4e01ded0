export { connectionsQuery } from "./api";
export { ConnectionStatus } from "./ConnectionStatus";
export * from "./routes";
