export { EventWords } from "./EventWords";
export * from "./routes";
