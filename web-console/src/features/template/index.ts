export * from "./routes";
export { TemplateCards } from "./TemplateCards";
