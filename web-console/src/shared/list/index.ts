export { FilterSelect } from "./FilterSelect";
export { type Column, ListSection, Pager } from "./ListSection";
export { type ListState, useListState } from "./listState";
export { SearchBox } from "./SearchBox";
