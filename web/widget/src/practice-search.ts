// The element: attributes and lifetime. A browser without constructable style sheets keeps the form inside the element.

import type { PracticeSearchElement } from "./contract";
import { readSettings, kObservedAttributes } from "./settings";
import css from "./styles.css";
import { Widget } from "./widget";

// Known while a classic script runs; a module has to be told by `src`.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
const home = script.includes("/widget/") ? script.replace(/\/widget\/.*$/, "") : "";

function define() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  class PracticeSearch extends HTMLElement implements PracticeSearchElement {
    static observedAttributes = kObservedAttributes;

    #root?: ShadowRoot;
    #widget?: Widget;
    #restarting = false;

    connectedCallback() {
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
      this.#widget?.stop();
      this.#widget = undefined;
    }

    /** Several attributes that are set at once make one new beginning. */
    attributeChangedCallback() {
      if (!this.isConnected || this.#restarting) return;
      this.#restarting = true;
      queueMicrotask(() => {
        this.#restarting = false;
        this.disconnectedCallback();
        if (this.isConnected) this.connectedCallback();
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
