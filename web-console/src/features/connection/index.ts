export { ConnectionStatus } from "./ConnectionStatus";
export * from "./routes";
