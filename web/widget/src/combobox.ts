// The search box: an editable combobox with a listbox in groups, after the ARIA Authoring Practices.
// Focus stays in the input; aria-activedescendant names the option that Enter would choose.

import { h, hidden, segments } from "./dom";
import type { Suggestion, SuggestionGroup } from "./hub-client";
import { number, type Messages } from "./messages";

const kDebounceMs = 180;
const kLeastLetters = 2;

export interface ComboboxHost {
  /** Undefined when a newer question was asked meanwhile. */
  suggest(typed: string): Promise<SuggestionGroup[] | undefined>;
  choose(suggestion: Suggestion): void;
  announce(text: string): void;
}

export class Combobox {
  readonly input: HTMLInputElement;
  /** Input and list, for a page to place. */
  readonly element: HTMLElement;
  private list: HTMLElement;
  private options: { element: HTMLElement; suggestion: Suggestion }[] = [];
  private active = -1;
  private timer?: ReturnType<typeof setTimeout>;
  private composing = false;

  constructor(private host: ComboboxHost, private messages: Messages, placeholder?: string) {
    this.input = h("input", {
      id: "q", part: "input", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "none",
      spellcheck: "false", maxlength: 500, placeholder, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "list", "aria-describedby": "hint",
    });
    this.list = h("div", { id: "list", part: "list", role: "listbox", "aria-label": messages.suggestionList, hidden: true });
    this.element = h("div", { class: "field" }, this.input, this.list);

    this.input.addEventListener("input", () => this.composing || this.ask());
    this.input.addEventListener("compositionstart", () => (this.composing = true));
    this.input.addEventListener("compositionend", () => {
      this.composing = false;
      this.ask();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The input keeps the focus, or the list would close before a click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Closes the list and lets no answer that is still on its way open it. */
  close() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.options = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  private get open() {
    return !this.list.hidden;
  }

  private ask(delay = kDebounceMs) {
    clearTimeout(this.timer);
    // What Enter would choose was chosen for other words.
    this.activate(-1);
    const typed = this.input.value.trim();
    if (typed.length < kLeastLetters) return this.close();
    const timer = setTimeout(async () => {
      const groups = await this.host.suggest(typed);
      if (groups && timer === this.timer) this.show(groups);
    }, delay);
    this.timer = timer;
  }

  private show(groups: SuggestionGroup[]) {
    const wasOpen = this.open;
    this.close();
    this.list.append(...groups.filter((group) => group.suggestions.length).map((group, at) => this.group(group, at)));
    if (!this.options.length) return wasOpen && this.host.announce(this.messages.suggestionsGone);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.host.announce(this.messages.suggestions(this.options.length));
  }

  private group({ label, suggestions }: SuggestionGroup, at: number) {
    return h(
      "div",
      { role: "group", "aria-labelledby": `group-${at}`, part: "group" },
      h("div", { id: `group-${at}`, class: "group-label", role: "presentation", part: "group-label" }, label),
      ...suggestions.map((suggestion) => this.option(suggestion)),
    );
  }

  private option(suggestion: Suggestion) {
    const { count } = suggestion;
    const element = h(
      "div",
      { id: `option-${this.options.length}`, role: "option", part: "option", "aria-selected": "false", onclick: () => this.pick(suggestion) },
      h("span", {}, ...segments(suggestion.segments)),
      count !== undefined && h("span", { class: "count" }, hidden(", "), number(count), hidden(` ${this.messages.results("", count === 1).trim()}`)),
    );
    this.options.push({ element, suggestion });
    return element;
  }

  private activate(at: number) {
    this.active = at;
    this.options.forEach(({ element }, index) => {
      element.setAttribute("aria-selected", String(index === at));
      element.setAttribute("part", index === at ? "option option-active" : "option");
    });
    const option = this.options[at]?.element;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private pick(suggestion: Suggestion) {
    this.close();
    this.host.choose(suggestion);
  }

  private key(event: KeyboardEvent) {
    // 229 is a key that belongs to an input method, also where isComposing is late.
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!this.open) return this.ask(0);
      if (event.altKey) return key === "ArrowUp" ? this.close() : undefined;
      // One stop more than there are options: the input itself.
      const stops = this.options.length + 1;
      this.activate(((this.active + 1 + (key === "ArrowDown" ? 1 : stops - 1)) % stops) - 1);
    } else if (key === "Enter" && this.options[this.active]) {
      event.preventDefault();
      this.pick(this.options[this.active].suggestion);
    } else if (key === "Escape" && this.open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (key === "Home" || key === "End" || key === "ArrowLeft" || key === "ArrowRight") {
      this.activate(-1);
    }
  }
}
