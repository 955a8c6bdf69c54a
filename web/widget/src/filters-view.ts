// Chips: what is set (locked by the page, or removable), and what each facet offers.

import type { Filter } from "./contract";
import { h, hidden } from "./dom";
import type { Facet } from "./hub-client";
import { number, type Messages } from "./messages";
import { keyOf, sameFilter } from "./query";

export interface FiltersHost {
  add(filter: Filter): void;
  remove(filter: Filter): void;
  clear(): void;
  expand(field: string): void;
}

type Facets = Record<string, Facet>;

/** A value as it may be read before the hub has told its label: "knife-crime" as "Knife crime". */
const readable = (value: string) => value.charAt(0).toUpperCase() + value.slice(1).replace(/-/g, " ");

const labelOf = ({ field, value }: Filter, facets: Facets) =>
  facets[field]?.options.find((option) => option.value === value)?.label ?? readable(value);

/** `data-key` names a control across renderings, so that focus can stay on it. */
export function chosenFilters(locked: Filter[], chosen: Filter[], facets: Facets, host: FiltersHost, messages: Messages): HTMLElement | undefined {
  if (!locked.length && !chosen.length) return undefined;
  const chip = (filter: Filter) =>
    h(
      "button",
      { type: "button", part: "chip chip-chosen", class: "chip chosen", "data-key": keyOf(filter), onclick: () => host.remove(filter) },
      hidden(messages.remove),
      labelOf(filter, facets),
      h("span", { class: "cross", "aria-hidden": "true" }, "×"),
    );
  return h(
    "div",
    { class: "row", part: "filters", role: "group", "aria-label": messages.filters },
    h("ul", {},
      ...locked.map((filter) =>
        h("li", {}, h("span", { class: "chip locked", part: "chip chip-locked" }, labelOf(filter, facets), hidden(` (${messages.locked})`)))),
      ...chosen.map((filter) => h("li", {}, chip(filter))),
      chosen.length > 1 && h("li", {}, h("button", { type: "button", class: "link", part: "clear", onclick: host.clear }, messages.clear)),
    ),
  );
}

/** One row a facet; without a row where there is nothing to choose. */
export function offeredFilters(fields: string[], set: Filter[], facets: Facets, host: FiltersHost, messages: Messages): HTMLElement[] {
  return fields.flatMap((field) => {
    const facet = facets[field];
    const offered = (facet?.options ?? []).filter(
      ({ value, count, selected }) => count && !selected && !set.some((one) => sameFilter(one, { field, value })),
    );
    if (!offered.length) return [];
    const chip = ({ value, label, count }: (typeof offered)[number]) =>
      h(
        "button",
        { type: "button", part: "chip", class: "chip", "data-key": keyOf({ field, value }), onclick: () => host.add({ field, value }) },
        label,
        h("span", { class: "count" }, hidden(", "), number(count), hidden(` ${messages.results("", count === 1).trim()}`)),
      );
    return [
      h(
        "div",
        { class: "row", part: "facet", role: "group", "aria-labelledby": `facet-${field}` },
        h("span", { id: `facet-${field}`, class: "row-label", part: "facet-label" }, facet.label),
        h("ul", {},
          ...offered.map((option) => h("li", {}, chip(option))),
          facet.truncated &&
            h("li", {},
              h("button", { type: "button", class: "link", part: "facet-more", "data-key": `more ${field}`, onclick: () => host.expand(field) },
                messages.moreOf, hidden(`: ${facet.label}`))),
        ),
      ),
    ];
  });
}
