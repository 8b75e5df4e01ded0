export { Empty, Failed, Forbidden, Loaded, Loading, LoadingPage, NothingFound } from "./states";
