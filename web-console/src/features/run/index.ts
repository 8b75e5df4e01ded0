export { runQuery, stepQuery } from "./api";
export * from "./routes";
