/**
 * What a page may rely on: the element `<practice-search>`, its events, and the fields that its attributes filter by.
 * Published as practice-search.d.ts. Attributes, slots, parts and custom properties are in the README.
 */

/** A field of the hub and one of its values, by id: `{field: "theme", value: "knife-crime"}`. */
export interface Filter {
  field: string;
  value: string;
}

/** `practice-search:results`: an answer is on the page. */
export interface ResultsDetail {
  /** As typed. */
  q: string;
  /** As searched, after corrections. */
  applied: string;
  /** All words were found, most of them, or any. */
  matching: "all" | "most" | "any";
  /** Of the whole search, exact. */
  total: number;
  /** Results on the page. */
  shown: number;
  filters: (Filter & { locked: boolean })[];
}

/** `practice-search:select`: a person chose a record. `preventDefault()` keeps the link from being followed. */
export interface SelectDetail {
  from: "result" | "passage" | "suggestion";
  title: string;
  /** Absolute address on the hub. */
  url: string;
  /** Id of the record; not known of suggestions. */
  id?: string;
}

/** `practice-search:error`: a search was not answered; the widget says so and offers to try again. */
export interface ErrorDetail {
  /** `offline`: this machine is; `unreachable`: no answer; `busy`: 429, 503; `refused`: other 4xx; `broken`: anything else. */
  kind: "offline" | "unreachable" | "busy" | "refused" | "broken";
  status?: number;
  /** Seconds, of `Retry-After`. */
  retryAfter?: number;
  /** The hub's words about it (RFC 9457), in English. */
  problem?: string;
}

export interface PracticeSearchElement extends HTMLElement {
  /** What the results on the page are for; empty before the first search. */
  readonly query: string;
  /** Searches for `q` with the filters that are set, as if it had been typed. */
  search(q: string): Promise<void>;
  /** Back to how the element began: no words, no results, preset filters. */
  reset(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "practice-search": PracticeSearchElement;
  }
  interface GlobalEventHandlersEventMap {
    "practice-search:results": CustomEvent<ResultsDetail>;
    "practice-search:select": CustomEvent<SelectDetail>;
    "practice-search:error": CustomEvent<ErrorDetail>;
  }
}
