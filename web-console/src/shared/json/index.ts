export { JsonViewer } from "./JsonViewer";
export { type Json, jqPath } from "./path";
