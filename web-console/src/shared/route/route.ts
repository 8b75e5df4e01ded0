import type { ComponentType } from "react";
import { useParams } from "react-router";
import type { Permission } from "../api";

/** The variables of a path: `PathParams<"/t/:tenant/runs/:runId">` is `{tenant: string, runId: string}`. */
export type PathParams<P extends string> = P extends `${infer Head}/${infer Tail}` ? PathParams<Head> & PathParams<Tail> : P extends `:${infer Name}` ? { [K in Name]: string } : unknown;

export type Search = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface RouteFacts<P extends string> {
  path: P;
  title: string;
  /** What the page needs: a permission of the tenant, `operator`, `signed-in` or `public`. */
  permission: Permission;
  page: () => Promise<{ default: ComponentType }>;
  /** The page of this kind in another tenant; left out: this page itself if its only variable is the tenant, else the tenant's home. */
  kin?: string;
}

export interface Route<P extends string = string> extends RouteFacts<P> {
  /** A link to the page; a variable that is missing is a compile error. */
  link: (params: PathParams<P>, search?: Search) => string;
}

/** One page: its path, title, permission, code (loaded when first opened) and the builder of links to it. */
export function defineRoute<const P extends string>(facts: RouteFacts<P>): Route<P> {
  return { ...facts, link: (params, search) => fillPath(facts.path, params as Record<string, string>) + searchOf(search) };
}

/** The path variables of the page that is open. */
export function useRouteParams<P extends string>(route: Route<P>): PathParams<P> {
  const params = useParams();
  for (const name of variablesOf(route.path)) if (params[name] === undefined) throw new Error(`${route.path} is not the page that is open`);
  return params as PathParams<P>;
}

export function variablesOf(path: string): string[] {
  return path.split("/").filter((part) => part.startsWith(":")).map((part) => part.slice(1));
}

/** Where the tenant switcher leads from a page. */
export function kinOf(route: Pick<Route, "path" | "kin">, tenant: string): string {
  const variables = variablesOf(route.path);
  if (route.kin !== undefined) return fillPath(route.kin, { tenant });
  return variables.length === 1 && variables[0] === "tenant" ? fillPath(route.path, { tenant }) : `/t/${tenant}/home`;
}

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The link to ${path} needs '${name}'`);
    return encodeURIComponent(value);
  });
}

function searchOf(search: Search = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== "") query.append(name, String(each));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
