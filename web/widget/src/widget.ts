// What happens when: from a search that is asked for to the answer, the failure or the page that shows it.

import { Combobox } from "./combobox";
import type { ErrorDetail, Filter, ResultsDetail, SelectDetail } from "./contract";
import { h } from "./dom";
import { chosenFilters, offeredFilters, type FiltersHost } from "./filters-view";
import { Failure, HubClient, Latest, type Result, type SearchAnswer, type Suggestion, type SuggestionGroup } from "./hub-client";
import { messagesOf, number } from "./messages";
import { addressOf, readQuery, sameFilter, type Query } from "./query";
import { emptyView, failureView, queryNotes, resultsHeading, resultView, type ResultsContext, type ResultsHost } from "./results-view";
import type { Settings } from "./settings";

const kProgressDelayMs = 300;
/** Narrower, what a facet offers is folded away at first. */
const kWide = 600;

export class Widget implements FiltersHost, ResultsHost {
  private client = new HubClient(this.settings);
  private searches = new Latest();
  private suggestions = new Latest();
  private messages = messagesOf(this.settings.lang);
  private combobox = new Combobox(this, this.messages, this.settings.placeholder);

  private chosen = h("div");
  private progress = h("p", { class: "progress", part: "progress", hidden: true }, this.messages.searching);
  private output = h("div", { class: "output" });
  private status = h("div", { class: "hidden", role: "status" });

  private query: Query = this.initialQuery();
  private facets: SearchAnswer["facets"] = {};
  private answer?: SearchAnswer;
  private results: Result[] = [];
  private expanded = new Set<string>();
  private narrowOpen?: boolean;
  private failed?: () => void;
  private stopped = new AbortController();

  constructor(private element: HTMLElement, private root: ShadowRoot, private settings: Settings) {
    const label = settings.label ?? this.messages.label;
    const form = h(
      "form",
      { role: "search", "aria-label": label, part: "form" },
      h("label", { for: "q", part: "label" }, label),
      h("div", { id: "hint", part: "hint" }, h("slot", { name: "hint" })),
      h("div", { class: "box", part: "box" }, this.combobox.element, h("button", { class: "primary", part: "button" }, this.messages.search)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search(this.combobox.input.value);
    });
    root.replaceChildren(
      h("div", { class: "root", part: "root", lang: settings.lang },
        h("slot", { name: "heading" }), form, this.chosen, this.progress, this.output, h("slot", { name: "footer" }), this.status),
    );
    const { signal } = this.stopped;
    addEventListener("online", () => this.failed?.(), { signal });
    addEventListener("popstate", () => this.settings.onResultsPage && this.start(), { signal });
  }

  /** Shows what the attributes or the address of a results page ask for. */
  start() {
    const { settings } = this;
    const asked = settings.onResultsPage ? readQuery(new URLSearchParams(location.search), settings.locked) : undefined;
    const here = !settings.resultsPage || settings.onResultsPage;
    this.query = asked ?? this.initialQuery();
    this.combobox.input.value = this.query.q;
    if (here && (asked || this.query.q || settings.browse)) void this.load(this.query);
    else this.idle();
  }

  stop() {
    this.stopped.abort();
    this.searches.cancel();
    this.suggestions.cancel();
    this.combobox.close();
  }

  focus(options?: FocusOptions) {
    this.combobox.input.focus(options);
  }

  get shownQuery() {
    return this.answer?.query.q ?? "";
  }

  search(q: string): Promise<void> {
    this.combobox.close();
    this.suggestions.cancel();
    this.combobox.input.value = q;
    return this.go({ ...this.query, q: q.trim() });
  }

  reset() {
    this.searches.cancel();
    this.query = { q: "", filters: [...this.settings.preset] };
    this.combobox.input.value = "";
    this.idle();
  }

  // FiltersHost

  add = (filter: Filter) => void this.go({ ...this.query, filters: [...this.query.filters, filter] });
  remove = (filter: Filter) => void this.go({ ...this.query, filters: this.query.filters.filter((one) => !sameFilter(one, filter)) });
  clear = () => void this.go({ ...this.query, filters: [] });

  async expand(field: string) {
    this.expanded.add(field);
    const known = new Set(this.controls().map((control) => control.dataset.key));
    await this.load(this.query);
    this.controls().find((control) => !known.has(control.dataset.key))?.focus();
  }

  // ResultsHost

  address = (url: string) => this.client.address(url);
  select = (detail: SelectDetail) => this.emit("select", detail, true);

  // ComboboxHost

  /** What does not honour the filters is left out: records and counts are of the whole hub. */
  async suggest(typed: string): Promise<SuggestionGroup[] | undefined> {
    const { locked, suggestions } = this.settings;
    if (!suggestions) return [];
    const groups = await this.suggestions.run((signal) => this.client.suggest(typed, signal));
    const set = [...locked, ...this.query.filters];
    return groups?.map((group) => ({
      ...group,
      suggestions: group.suggestions
        .filter(({ filter, q }) => (filter ? !locked.some((one) => one.field === filter.field) && !set.some((one) => sameFilter(one, filter)) : q !== undefined || !locked.length))
        .map((suggestion) => (set.length ? { ...suggestion, count: undefined } : suggestion)),
    }));
  }

  choose({ filter, q, text, url }: Suggestion) {
    if (filter) {
      this.combobox.input.value = "";
      void this.go({ q: "", filters: [...this.query.filters, filter] });
    } else if (q !== undefined) {
      void this.search(q);
    } else {
      const address = this.address(url);
      if (this.select({ from: "suggestion", title: text, url: address })) location.assign(address);
    }
  }

  announce(text: string) {
    // A region that is told the same again says nothing; one that was emptied does.
    this.status.textContent = "";
    setTimeout(() => (this.status.textContent = text), 50);
  }

  // From question to answer

  private initialQuery(): Query {
    return { q: this.settings.q, filters: [...this.settings.preset] };
  }

  private go(query: Query): Promise<void> {
    const { resultsPage, onResultsPage, locked } = this.settings;
    if (resultsPage) {
      const address = onResultsPage ? addressOf(query, [], location.href) : addressOf(query, locked, resultsPage.href);
      if (!onResultsPage) {
        location.assign(address);
        return Promise.resolve();
      }
      if (address !== location.href) history.pushState(null, "", address);
    }
    return this.load(query);
  }

  private async load(query: Query, more = false): Promise<void> {
    this.query = query;
    this.failed = undefined;
    this.output.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => {
      this.progress.hidden = false;
      this.announce(this.messages.searching);
    }, kProgressDelayMs);
    try {
      const options = {
        start: more ? this.results.length : 0,
        count: this.settings.count,
        expanded: this.expanded,
        generation: more ? this.answer?.index.generation : undefined,
      };
      const answer = await this.searches.run((signal) => this.client.search(query, options, signal));
      if (!answer) return;
      this.done();
      this.show(answer, more);
    } catch (error) {
      this.done();
      this.fail(error instanceof Failure ? error.detail : { kind: "broken" }, () => void this.load(query, more), more);
    } finally {
      clearTimeout(slow);
    }
  }

  private done() {
    this.progress.hidden = true;
    this.output.removeAttribute("aria-busy");
  }

  private show(answer: SearchAnswer, more: boolean) {
    const before = more ? this.results.length : 0;
    this.answer = answer;
    this.facets = answer.facets;
    this.results = [...this.results.slice(0, before), ...answer.results];
    this.keepFocus(() => this.render(answer));
    if (more) this.output.querySelectorAll<HTMLElement>(".result")[before]?.querySelector("a")?.focus();
    const heading = this.output.querySelector(".heading")?.textContent ?? "";
    this.announce(more ? this.shownText(answer) : heading);
    const { q, applied, matching } = answer.query;
    const filters = (list: Filter[], locked: boolean) => list.map((filter) => ({ ...filter, locked }));
    const detail: ResultsDetail = {
      q, applied, matching, total: answer.total, shown: this.results.length,
      filters: [...filters(this.settings.locked, true), ...filters(this.query.filters, false)],
    };
    this.emit("results", detail);
  }

  /** What is on the page stays there when only more of it could not be had. */
  private fail(detail: ErrorDetail, retry: () => void, more: boolean) {
    const view = failureView(detail, retry, { messages: this.messages, headingLevel: this.settings.headingLevel });
    this.failed = detail.kind === "offline" || detail.kind === "unreachable" ? retry : undefined;
    this.keepFocus(() => {
      this.renderChosen();
      (more && this.output.querySelector(".tail") || this.output).replaceChildren(view);
    });
    this.announce([...view.querySelectorAll(".heading, p")].map((part) => part.textContent).join(". "));
    this.emit("error", detail);
  }

  private idle() {
    this.answer = undefined;
    this.failed = undefined;
    this.results = [];
    this.done();
    this.renderChosen();
    this.output.replaceChildren(h("slot", { name: "idle" }));
    const { locked } = this.settings;
    if (!locked.length && !this.query.filters.length) return;
    // Only for the labels of the filters; without an answer they are made from the values.
    const labels = this.searches.run((signal) => this.client.search(this.query, { start: 0, count: 0, expanded: this.expanded }, signal));
    labels.then(
      (answer) => {
        if (!answer) return;
        this.facets = answer.facets;
        this.keepFocus(() => this.renderChosen());
      },
      () => undefined,
    );
  }

  // On the page

  private render(answer: SearchAnswer) {
    const { settings, messages } = this;
    const context: ResultsContext = {
      host: this, messages, headingLevel: settings.headingLevel, collections: answer.facets.collection?.options ?? [],
    };
    this.renderChosen();
    this.output.replaceChildren(
      ...[
        h("div", { class: "head" },
          resultsHeading(answer, context),
          this.results.length < answer.total && h("p", { class: "shown", part: "shown" }, this.shownText(answer))),
        queryNotes(answer, context),
        answer.total > 0 && this.narrow(),
        answer.total
          ? h("ol", { class: "results", part: "results" }, ...this.results.map((result) => resultView(result, context)))
          : emptyView(context, this.query.filters.length ? this.clear : undefined),
        h("div", { class: "tail" },
          this.results.length < answer.total &&
            h("button", { type: "button", class: "secondary", part: "more", onclick: () => void this.load(this.query, true) }, messages.more),
          h("a", { href: this.client.searchPage(this.query), referrerpolicy: "no-referrer", part: "hub-link" }, answer.total ? messages.hubLink : messages.hubSearch)),
      ].filter((part) => part instanceof Node),
    );
  }

  private shownText = ({ total }: SearchAnswer) => this.messages.shown(number(this.results.length), number(total));

  private renderChosen() {
    const view = chosenFilters(this.settings.locked, this.query.filters, this.facets, this, this.messages);
    this.chosen.replaceChildren(...(view ? [view] : []));
  }

  private narrow(): HTMLElement | undefined {
    const { facets, locked } = this.settings;
    const rows = offeredFilters(facets, [...locked, ...this.query.filters], this.facets, this, this.messages);
    if (!rows.length) return undefined;
    this.narrowOpen ??= this.element.clientWidth >= kWide;
    const ontoggle = (event: Event) => (this.narrowOpen = (event.currentTarget as HTMLDetailsElement).open);
    return h("details", { class: "narrow", part: "narrow", open: this.narrowOpen, ontoggle }, h("summary", {}, this.messages.narrow), ...rows);
  }

  private controls = () => [...this.root.querySelectorAll<HTMLElement>("[data-key]")];

  /** Focus stays on the control of the same key; where that is gone it goes to the heading of what came. */
  private keepFocus(render: () => void) {
    const focused = this.root.activeElement as HTMLElement | null;
    const replaced = focused && (this.chosen.contains(focused) || this.output.contains(focused));
    render();
    if (!replaced) return;
    const same = this.controls().find((control) => control.dataset.key === (focused.dataset.key ?? ""));
    (same ?? this.output.querySelector<HTMLElement>(".heading") ?? this.combobox.input).focus();
  }

  private emit(name: string, detail: object, cancelable = false): boolean {
    return this.element.dispatchEvent(new CustomEvent(`practice-search:${name}`, { detail, bubbles: true, composed: true, cancelable }));
  }
}
