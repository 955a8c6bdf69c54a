// What is searched for, and how it is written in addresses: the hub's API, its search page and a host's results page read the same names.

import type { Filter } from "./contract";

export interface Query {
  q: string;
  /** Chosen by a person or preset; those that the page locked are kept apart. */
  filters: Filter[];
}

export const sameFilter = (a: Filter, b: Filter) => a.field === b.field && a.value === b.value;
export const keyOf = ({ field, value }: Filter) => `${field}=${value}`;

/**
 * Values of a field are alternatives, so one added beside a locked value would widen what the page has locked.
 * Such a one is sent as `filter_all_F`, which narrows.
 */
export function parametersOf({ q, filters }: Query, locked: Filter[]): URLSearchParams {
  const parameters = new URLSearchParams();
  if (q) parameters.set("q", q);
  for (const { field, value } of locked) parameters.append(`filter_${field}`, value);
  for (const { field, value } of filters)
    parameters.append(locked.some((one) => one.field === field) ? `filter_all_${field}` : `filter_${field}`, value);
  return parameters;
}

/** `page` with this query in place of the one that its address may hold. */
export function addressOf(query: Query, locked: Filter[], page: string): string {
  const address = new URL(page);
  const kept = [...address.searchParams].filter(([name]) => name !== "q" && !name.startsWith("filter_"));
  const own = parametersOf(query, locked);
  if (!own.has("q")) own.set("q", "");
  address.search = new URLSearchParams([...kept, ...own]).toString();
  return address.href;
}

/** Of the address of a results page; undefined where it says nothing. */
export function readQuery(parameters: URLSearchParams, locked: Filter[]): Query | undefined {
  const filters: Filter[] = [];
  for (const [name, value] of parameters) {
    const field = /^filter_(?:all_)?([a-z_]+)$/.exec(name)?.[1];
    if (field && value && !locked.some((one) => sameFilter(one, { field, value }))) filters.push({ field, value });
  }
  const q = parameters.get("q")?.trim() ?? "";
  return parameters.has("q") || filters.length ? { q, filters } : undefined;
}
