// The hub's API over fetch: addresses, answers and what can go wrong.

import type { ErrorDetail, Filter } from "./contract";
import type { Segment } from "./dom";
import { parametersOf, type Query } from "./query";
import { webAddress, type Settings } from "./settings";

const kTimeoutMs = 15_000;
const kFacetValues = 5;
const kFacetValuesExpanded = 60;
const kFields =
  "title,url,collection,review_type,marking,illustrative,published,start_date,forces,works_rating,evidence_stage,language,summary,highlights";

export interface Term {
  value: string;
  label: string;
}

export interface Passage {
  segments: Segment[];
  heading?: string;
  page?: number;
  url: string;
}

export interface Result {
  id: string;
  title: string;
  url: string;
  collection: string;
  marking: string;
  illustrative?: boolean;
  summary?: string;
  published?: string;
  start_date?: string;
  forces?: Term[];
  review_type?: Term[];
  works_rating?: Term[];
  evidence_stage?: Term[];
  language?: Term[];
  highlights?: { title?: Segment[]; summary?: Segment[]; passages?: Passage[] };
}

export interface Facet {
  label: string;
  truncated: boolean;
  options: (Term & { count: number; selected?: boolean })[];
}

export interface SearchAnswer {
  query: { q: string; applied: string; matching: "all" | "most" | "any"; corrections: { from: string; to: string; applied: boolean }[] };
  total: number;
  results: Result[];
  facets: Record<string, Facet>;
  index: { generation: string };
}

export interface Suggestion {
  text: string;
  segments: Segment[];
  count?: number;
  url: string;
  filter?: Filter;
  q?: string;
}

export interface SuggestionGroup {
  kind: string;
  label: string;
  suggestions: Suggestion[];
}

/** A request that was not answered as it should be. */
export class Failure extends Error {
  constructor(readonly detail: ErrorDetail) {
    super(detail.problem ?? detail.kind);
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  const wait = Number(response.headers.get("Retry-After"));
  const problem = await response.json().then((body) => [body.detail, ...(body.errors ?? []).map((one: { detail: string }) => one.detail)].join("; "), () => undefined);
  const kind = status === 429 || status === 503 ? "busy" : status >= 400 && status < 500 ? "refused" : "broken";
  return new Failure({ kind, status, retryAfter: wait > 0 ? wait : undefined, problem });
}

export class HubClient {
  constructor(private settings: Settings) {}

  /** An address of an answer as the page can use it; the hub itself for one that is none. */
  address(url: string): string {
    return (webAddress(url, `${this.settings.hub}/`) ?? new URL(this.settings.hub)).href;
  }

  /** The hub's own page of a search. */
  searchPage(query: Query): string {
    return `${this.settings.hub}/search?${parametersOf(query, this.settings.locked)}`;
  }

  search(query: Query, options: { start: number; count: number; expanded: Set<string>; generation?: string }, signal: AbortSignal): Promise<SearchAnswer> {
    const { locked, facets, lang } = this.settings;
    const parameters = parametersOf(query, locked);
    // Fields without chips are asked for the labels of what is selected. That of the collection names it on each result.
    const set = [...locked, ...query.filters];
    for (const field of new Set([...facets, "collection", ...set.map((filter) => filter.field)])) {
      const offered = options.expanded.has(field) ? kFacetValuesExpanded : facets.includes(field) || field === "collection" ? kFacetValues : 0;
      const values = offered && offered + set.filter((filter) => filter.field === field).length;
      const scope = locked.some((filter) => filter.field === field) ? ",scope:all_filters" : "";
      parameters.set(`facet_${field}`, values + scope);
    }
    parameters.set("fields", kFields);
    parameters.set("count", String(options.count));
    parameters.set("start", String(options.start));
    parameters.set("lang", lang);
    if (options.generation) parameters.set("generation", options.generation);
    return this.get(`/api/v1/search?${parameters}`, signal);
  }

  /** A hub without suggestions (404) has none to make. */
  async suggest(q: string, signal: AbortSignal): Promise<SuggestionGroup[]> {
    const parameters = new URLSearchParams({ q, count: "8", lang: this.settings.lang });
    try {
      return (await this.get<{ groups: SuggestionGroup[] }>(`/api/v1/suggest?${parameters}`, signal)).groups;
    } catch (error) {
      if (error instanceof Failure) return [];
      throw error;
    }
  }

  private async get<T>(path: string, signal: AbortSignal): Promise<T> {
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal.addEventListener("abort", abort);
    const timer = setTimeout(abort, kTimeoutMs);
    try {
      const response = await fetch(this.settings.hub + path, { signal: controller.signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (!response.ok) throw await failureOf(response);
      return (await response.json()) as T;
    } catch (error) {
      if (signal.aborted || error instanceof Failure) throw error;
      if (error instanceof SyntaxError) throw new Failure({ kind: "broken" });
      throw new Failure({ kind: navigator.onLine ? "unreachable" : "offline" });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }
}

/** One request at a time: a newer one aborts the older, whose answer or failure is then never seen. */
export class Latest {
  private controller?: AbortController;

  cancel() {
    this.controller?.abort();
  }

  /** Undefined if a newer one came, or `cancel()`. */
  async run<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.cancel();
    const { signal } = (this.controller = new AbortController());
    try {
      const answer = await request(signal);
      return signal.aborted ? undefined : answer;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}
