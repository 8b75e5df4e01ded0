import { Button, Flex, PageSection, Skeleton, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { AngleLeftIcon, AngleRightIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Page } from "../api";
import { Failed, NothingFound } from "../state";
import type { ListState } from "./listState";
import { SearchBox } from "./SearchBox";

export interface Column<Item> {
  key: string;
  label: string;
  render: (item: Item) => ReactNode;
  /** Share of the width in percent. */
  width?: 10 | 15 | 20 | 25 | 30 | 35 | 40 | 45 | 50 | 60;
  /** For menus and buttons at the end of a row: no heading is shown. */
  action?: boolean;
}

interface Facts<Item> {
  /** Names the table for those who do not see it. */
  label: string;
  list: ListState;
  query: UseQueryResult<Page<Item>>;
  columns: readonly Column<Item>[];
  rowKey: (item: Item) => string;
  searchLabel?: string;
  filters?: ReactNode;
  /** Shown when there is nothing at all. */
  empty: ReactNode;
}

/** A list with server-side paging, search and filters in the URL, and its four states. */
export function ListSection<Item>({ searchLabel, filters, list, ...table }: Facts<Item>) {
  const nothing = table.query.data?.items.length === 0 && list.cursor === undefined;
  const bar = (searchLabel !== undefined || filters !== undefined) && !(nothing && !list.narrowed);
  return (
    <PageSection hasBodyWrapper={false}>
      {bar && (
        <Toolbar inset={{ default: "insetNone" }}>
          <ToolbarContent>
            {searchLabel !== undefined && (
              <ToolbarItem>
                <SearchBox value={list.q} label={searchLabel} onSearch={list.setQ} />
              </ToolbarItem>
            )}
            {filters}
            {list.narrowed && (
              <ToolbarItem>
                <Button variant="link" onClick={list.clear}>Clear</Button>
              </ToolbarItem>
            )}
          </ToolbarContent>
        </Toolbar>
      )}
      <ListTable {...table} list={list} nothing={nothing} />
    </PageSection>
  );
}

function ListTable<Item>({ label, list, query, columns, rowKey, empty, nothing }: Omit<Facts<Item>, "searchLabel" | "filters"> & { nothing: boolean }) {
  if (query.isError && query.data === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  if (nothing) return list.narrowed ? <NothingFound onClear={list.clear} /> : <>{empty}</>;
  const items = query.data?.items;
  return (
    <>
      <Table aria-label={label} variant="compact" aria-busy={query.isPlaceholderData || query.isPending} className={query.isPlaceholderData ? "pb-stale" : undefined}>
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column.key} width={column.width} screenReaderText={column.action ? column.label : undefined}>
                {column.action ? undefined : column.label}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>{items === undefined ? <SkeletonRows columns={columns.length} /> : items.map((item) => <ItemRow key={rowKey(item)} item={item} columns={columns} />)}</Tbody>
      </Table>
      <Pager list={list} nextCursor={query.data?.nextCursor ?? null} />
    </>
  );
}

function ItemRow<Item>({ item, columns }: { item: Item; columns: readonly Column<Item>[] }) {
  return (
    <Tr>
      {columns.map((column) => (
        <Td key={column.key} dataLabel={column.action ? undefined : column.label} isActionCell={column.action}>
          {column.render(item)}
        </Td>
      ))}
    </Tr>
  );
}

function SkeletonRows({ columns }: { columns: number }) {
  return (
    <>
      {Array.from({ length: 6 }, (_, row) => (
        <Tr key={row}>
          {Array.from({ length: columns }, (_, column) => (
            <Td key={column}>
              <Skeleton width={`${45 + ((row * 13 + column * 29) % 45)}%`} screenreaderText={row + column === 0 ? "Loading" : undefined} />
            </Td>
          ))}
        </Tr>
      ))}
    </>
  );
}

/** First, previous and next; absent when everything fits on one page. */
export function Pager({ list, nextCursor }: { list: ListState; nextCursor: string | null }) {
  if (list.cursor === undefined && nextCursor === null) return null;
  return (
    <Flex justifyContent={{ default: "justifyContentFlexEnd" }} gap={{ default: "gapSm" }} className="pb-gap-above">
      {list.cursor !== undefined && list.pagesBefore !== 1 && <Button variant="link" onClick={list.first}>First page</Button>}
      <Button variant="secondary" icon={<AngleLeftIcon />} isDisabled={list.cursor === undefined || list.pagesBefore === 0} onClick={list.previous}>Previous</Button>
      <Button variant="secondary" icon={<AngleRightIcon />} iconPosition="end" isDisabled={nextCursor === null} onClick={() => nextCursor !== null && list.next(nextCursor)}>Next</Button>
    </Flex>
  );
}
