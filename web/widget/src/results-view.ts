// The answer: heading, notes on the query, the list; or what is to be done when there is none.

import type { ErrorDetail, SelectDetail } from "./contract";
import { h, hidden, segments, type Child } from "./dom";
import type { Passage, Result, SearchAnswer, Term } from "./hub-client";
import { date, number, type Messages } from "./messages";

export interface ResultsHost {
  /** Address of the hub for an address of an answer. */
  address(url: string): string;
  /** False if the page wants the link not to be followed. */
  select(detail: SelectDetail): boolean;
  search(q: string): void;
}

export interface ResultsContext {
  host: ResultsHost;
  messages: Messages;
  headingLevel: number;
  /** Labels of collections by id. */
  collections: Term[];
}

const heading = (level: number) => `h${level}` as "h2" | "h3" | "h4" | "h5" | "h6";

export function resultsHeading(answer: SearchAnswer, { messages, headingLevel }: ResultsContext): HTMLElement {
  const { total, query } = answer;
  const what = query.q ? messages.results : messages.records;
  const text = (total ? what(number(total), total === 1) : messages.noResults) + (query.q ? messages.forWords(total ? query.applied : query.q) : "");
  return h(heading(headingLevel), { class: "heading", part: "heading", tabindex: -1 }, text);
}

/** What was done to the query, and what else could be meant. */
export function queryNotes({ query, total }: SearchAnswer, { host, messages }: ResultsContext): HTMLElement | undefined {
  const offers = query.corrections.filter((one) => !one.applied);
  const lines: HTMLElement[] = [];
  if (total && query.corrections.some((one) => one.applied)) lines.push(h("p", {}, messages.corrected(query.q, query.applied)));
  if (total && messages.matching[query.matching]) lines.push(h("p", {}, messages.matching[query.matching]));
  const q = offers.reduce((words, { from, to }) => words.replace(from, to), query.q);
  if (q !== query.q) {
    lines.push(h("p", {}, `${messages.didYouMean} `, h("button", { type: "button", class: "link", onclick: () => host.search(q) }, q), "?"));
  }
  return lines.length ? h("div", { class: "notes", part: "notes" }, ...lines) : undefined;
}

function link(context: ResultsContext, url: string, detail: Omit<SelectDetail, "url">, attributes: Record<string, string>, ...children: Child[]) {
  const href = context.host.address(url);
  const onclick = (event: Event) => context.host.select({ ...detail, url: href }) || event.preventDefault();
  return h("a", { href, referrerpolicy: "no-referrer", ...attributes, onclick }, ...children);
}

function facts(result: Result, { messages, collections }: ResultsContext): HTMLElement {
  const fact = (name: string, ...children: Child[]) => h("li", {}, hidden(name), ...children);
  const badge = (name: string, part: string, terms: Term[] = []) =>
    terms.map(({ value, label }) => fact(name, h("strong", { class: "badge", part: `badge ${part}`, "data-value": value }, label)));
  const kind = result.review_type?.[0]?.label ?? collections.find((one) => one.value === result.collection)?.label ?? result.collection;
  const published = result.published ?? result.start_date;
  return h(
    "ul",
    { class: "facts", part: "facts" },
    fact(messages.collection, h("strong", { class: "tag", part: "tag", "data-value": result.collection }, kind)),
    result.illustrative && h("li", {}, h("strong", { class: "tag illustrative", part: "tag illustrative" }, messages.illustrative)),
    ...badge(messages.works, "works", result.works_rating),
    ...badge(messages.evidence, "evidence", result.evidence_stage),
    result.forces?.length ? fact(messages.from, result.forces.map((force) => force.label).join(", ")) : undefined,
    published ? fact(messages.date, h("time", { datetime: published }, date(published, messages))) : undefined,
  );
}

function passageView(passage: Passage, { id, title }: Result, context: ResultsContext, lang?: string): HTMLElement {
  const { messages } = context;
  const page = passage.page === undefined ? "" : messages.page(passage.page);
  const label = [passage.heading ?? messages.passage, page].filter(Boolean).join(", ");
  return h(
    "div",
    { class: "passage", part: "passage", ...(lang && { lang }) },
    link(context, passage.url, { from: "passage", title, id }, { class: "passage-link", part: "passage-link" }, label, hidden(` – ${title}`)),
    h("p", {}, ...segments(passage.segments)),
  );
}

export function resultView(result: Result, context: ResultsContext): HTMLElement {
  const { title, summary, highlights = {}, id } = result;
  // Records keep their own language, whatever that of the page; "bilingual" is none that a browser knows.
  const lang = result.language?.map(({ value }) => value).find((value) => value === "en" || value === "cy");
  const passage = highlights.passages?.[0];
  return h(
    "li",
    { class: "result", part: "result" },
    h(heading(context.headingLevel + 1), { class: "title", part: "title", ...(lang && { lang }) },
      link(context, result.url, { from: "result", title, id }, { part: "link" }, ...segments(highlights.title ?? [{ text: title }]))),
    facts(result, context),
    summary && h("p", { class: "summary", part: "summary", ...(lang && { lang }) }, ...segments(highlights.summary ?? [{ text: summary }])),
    passage && passageView(passage, result, context, lang),
    h("p", { class: "marking", part: "marking" }, hidden(context.messages.marking), result.marking),
  );
}

/** `clear`: where there are filters that a person may remove. */
export function emptyView({ messages }: ResultsContext, clear?: () => void): HTMLElement {
  return h(
    "div",
    { class: "empty", part: "empty" },
    h("p", {}, messages.emptyHint),
    clear && h("p", {}, `${messages.emptyFilters} `, h("button", { type: "button", class: "link", onclick: clear }, messages.clear)),
    h("slot", { name: "empty" }),
  );
}

export function failureView(detail: ErrorDetail, retry: () => void, { messages, headingLevel }: Pick<ResultsContext, "messages" | "headingLevel">): HTMLElement {
  const [title, text] = messages.failures[detail.kind];
  return h(
    "div",
    { class: "failure", part: "failure", "data-kind": detail.kind },
    h(heading(headingLevel), { class: "heading", part: "heading", tabindex: -1 }, title),
    h("p", {}, detail.kind === "busy" && detail.retryAfter ? messages.wait(detail.retryAfter) : text),
    detail.kind !== "refused" && h("button", { type: "button", class: "secondary", part: "retry", "data-key": "retry", onclick: retry }, messages.retry),
  );
}
