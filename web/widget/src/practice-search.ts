// The element: attributes and lifetime. A browser without constructable style sheets keeps the form inside the element.

import type { PracticeSearchElement } from "./contract";
import { readSettings, kObservedAttributes } from "./settings";
import { styleSheet } from "./styles";
import { Widget } from "./widget";

// Known while a classic script runs; a module has to be told by `src`.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const home = script.includes("/widget/") ? script.replace(/\/widget\/.*$/, "") : "";

function define() {
  const sheet = styleSheet();

  class PracticeSearch extends HTMLElement implements PracticeSearchElement {
    static observedAttributes = kObservedAttributes;

    #root?: ShadowRoot;
    #widget?: Widget;
    #connected = false;
    #restarting = false;

    connectedCallback() {
      this.#connected = true;
      const settings = readSettings(this, home);
      if (!settings) return console.error("practice-search: the attribute src must be the address of the hub, such as https://hub.example");
      if (!this.#root) {
        // From here on the form inside the element is not shown.
        this.#root = this.attachShadow({ mode: "open" });
        this.#root.adoptedStyleSheets = [sheet];
      }
      this.#widget = new Widget(this, this.#root, settings);
      this.#widget.start();
    }

    disconnectedCallback() {
      this.#connected = false;
      this.#widget?.stop();
      this.#widget = undefined;
    }

    /** Several attributes that are set at once make one new beginning; those of the tag itself come before the first. */
    attributeChangedCallback() {
      if (!this.#connected || this.#restarting) return;
      this.#restarting = true;
      queueMicrotask(() => {
        this.#restarting = false;
        if (!this.#connected) return;
        this.disconnectedCallback();
        this.connectedCallback();
      });
    }

    get query() {
      return this.#widget?.shownQuery ?? "";
    }

    async search(q: string) {
      await this.#widget?.search(q);
    }

    reset() {
      this.#widget?.reset();
    }

    focus(options?: FocusOptions) {
      this.#widget?.focus(options);
    }
  }

  customElements.define("practice-search", PracticeSearch);
}

if (!customElements.get("practice-search") && "adoptedStyleSheets" in Document.prototype) define();
