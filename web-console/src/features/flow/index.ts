export { flowsQuery } from "./api";
export { overlayOf, Picture, type TaskState } from "./picture";
export * from "./routes";
