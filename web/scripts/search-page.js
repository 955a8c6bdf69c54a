// Filters, order and the search within a facet apply at once. The server's page stays the only source: it is fetched
// at the address that a form would lead to, and its part is put in place of this one.

import { filterOptions } from "./facet-search.js";

const kTypingMs = 400;

const addressOf = (form) => {
  const address = new URL(form.action);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
  return address;
};

// Enough to find the same element on the new page: ids of options are counted through and may have moved.
function placeOf(element) {
  if (!element || element === document.body) return null;
  if (element.type === "checkbox") return `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  return element.id ? `#${CSS.escape(element.id)}` : null;
}

export function filtersAtOnce(region) {
  const announcement = document.querySelector("[data-announce]");
  let running = null;
  let timer = null;

  function replaceWith(fresh) {
    const place = region.contains(document.activeElement) ? placeOf(document.activeElement) : null;
    const wasOpen = new Map([...region.querySelectorAll("[data-facet]")].map((facet) => [facet.dataset.facet, facet.open]));
    const panelShown = region.querySelector("#show-filters")?.checked;
    const caret = document.activeElement?.selectionStart;
    region.className = fresh.className;
    region.replaceChildren(...fresh.childNodes);
    for (const facet of region.querySelectorAll("[data-facet]")) facet.open = wasOpen.get(facet.dataset.facet) ?? facet.open;
    const panel = region.querySelector("#show-filters");
    if (panel) panel.checked = panelShown ?? false;
    ready();
    const focused = place && region.querySelector(place);
    focused?.focus({ preventScroll: true });
    if (focused && caret !== null && focused.type === "search") focused.setSelectionRange(caret, caret);
    if (place && !focused) region.querySelector("#results")?.focus({ preventScroll: true });
  }

  function replaceInputs(page) {
    for (const form of document.querySelectorAll("form[role=search]")) {
      const fresh = page.querySelector("form[role=search]");
      for (const input of form.querySelectorAll("input[type=hidden]")) input.remove();
      form.append(...fresh.querySelectorAll("input[type=hidden]"));
    }
    document.title = page.title;
  }

  async function show(address, { push = true } = {}) {
    clearTimeout(timer);
    running?.abort();
    const mine = (running = new AbortController());
    region.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal: mine.signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector("[data-region=search]");
      if (!reply.ok || !fresh) return location.assign(address);
      replaceWith(fresh);
      replaceInputs(page);
      if (push) history.pushState({ hub: true }, "", address);
      announcement.textContent = region.querySelector("#results-heading").textContent;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    } finally {
      if (running === mine) region.removeAttribute("aria-busy");
    }
  }

  function ready() {
    region.classList.add("hub-at-once");
    for (const within of region.querySelectorAll("[data-within]")) filterOptions(within, (form) => show(addressOf(form), { push: false }));
  }

  region.addEventListener("change", ({ target }) => {
    if (target.closest("[data-within]")) return;
    if (target.closest("#filters-form") && target.type === "checkbox") show(addressOf(target.form));
    if (target.id === "order") show(addressOf(target.form));
  });
  region.addEventListener("input", ({ target }) => {
    if (!target.closest(".hub-years") || (target.value !== "" && !/^\d{4}$/.test(target.value))) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(addressOf(target.form)), kTypingMs);
  });
  region.addEventListener("submit", (event) => {
    if (!event.target.matches("#filters-form, .hub-sort")) return;
    event.preventDefault();
    show(addressOf(event.target));
  });
  region.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at-once]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(link.href);
  });
  addEventListener("popstate", () => show(location.href, { push: false }));
  ready();
}
