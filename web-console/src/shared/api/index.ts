export { api, type Answer, onSession, rememberCsrfToken, urlOf } from "./client";
export { asProblem, errorPage, type FieldProblem, Problem } from "./problem";
export type { Instant, Page, Permission, Schema } from "./types";
export { upload } from "./upload";
