// Attributes of the element, read once into Settings.

import type { Filter } from "./contract";
import type { Language } from "./messages";

/** Fields that an attribute of the same name (`evidence-stage` for `evidence_stage`) filters by. */
const kFields = [
  "theme", "collection", "force", "region", "intervention_type", "review_type", "evidence_stage", "works_rating", "target_group",
  "agency", "year", "delivery_status", "area", "cost_band", "attachment_kind", "language",
];

const attributeOf = (field: string) => field.replace(/_/g, "-");

export const kObservedAttributes = [
  "src", "q", "lang", "count", "label", "placeholder", "facets", "heading-level", "results-page", "browse", "no-suggestions",
  ...kFields.flatMap((field) => [attributeOf(field), `preset-${attributeOf(field)}`]),
];

export interface Settings {
  /** The hub, without a slash at the end. */
  hub: string;
  q: string;
  lang: Language;
  /** Results a page, 1 to 100. */
  count: number;
  label?: string;
  placeholder?: string;
  /** Fields offered as chips, in this order. */
  facets: string[];
  headingLevel: number;
  /** Where results are shown; none: here. */
  resultsPage?: URL;
  /** `resultsPage` is the page that this element is on. */
  onResultsPage: boolean;
  /** Show the newest records before anything is searched for. */
  browse: boolean;
  suggestions: boolean;
  /** Set by the page for good. */
  locked: Filter[];
  /** Set at first; a person may remove them. */
  preset: Filter[];
}

const list = (text: string | null, separator: RegExp) => (text ?? "").split(separator).map((item) => item.trim()).filter(Boolean);

function integer(text: string | null, fallback: number, least: number, most: number): number {
  const value = Number(text ?? "");
  return text && Number.isInteger(value) ? Math.min(Math.max(value, least), most) : fallback;
}

/** `address` seen from `base`; undefined unless it is one that a browser may be sent to. */
export function webAddress(address: string, base: string): URL | undefined {
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** `home`: the hub that the script came from. Undefined where no hub is named. */
export function readSettings(element: HTMLElement, home: string): Settings | undefined {
  const get = (name: string) => element.getAttribute(name);
  const filters = (prefix: string) =>
    kFields.flatMap((field) => list(get(prefix + attributeOf(field)), /,/).map((value) => ({ field, value })));
  const address = get("src") ?? home;
  const hub = address && webAddress(address, document.baseURI)?.href.replace(/\/+$/, "");
  if (!hub) return undefined;
  const resultsPage = get("results-page");
  const page = resultsPage === null ? undefined : webAddress(resultsPage || `${hub}/search`, document.baseURI);
  const lang = element.closest("[lang]")?.getAttribute("lang") ?? "en";
  return {
    hub,
    q: get("q") ?? "",
    lang: /^cy\b/i.test(lang) ? "cy" : "en",
    count: integer(get("count"), 10, 1, 100),
    label: get("label") ?? undefined,
    placeholder: get("placeholder") ?? undefined,
    facets: list(get("facets") ?? "collection,theme,force", /[\s,]+/).map((name) => name.replace(/-/g, "_")),
    headingLevel: integer(get("heading-level"), 2, 2, 5),
    resultsPage: page,
    onResultsPage: page?.origin === location.origin && page.pathname === location.pathname,
    browse: element.hasAttribute("browse"),
    suggestions: !element.hasAttribute("no-suggestions"),
    locked: filters(""),
    preset: filters("preset-"),
  };
}
