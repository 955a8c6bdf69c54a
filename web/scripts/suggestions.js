// Suggestions below a search box: an ARIA combobox with a list of groups. An answer that fails is no suggestion.

const kTypingMs = 120;
const kLeastLetters = 2;

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const pieces = (segments) => segments.map(({ text, hit }) => (hit ? element("b", {}, text) : text));

export function suggestions(form) {
  const input = form.querySelector("input[type=search]");
  const id = `${input.id}-suggestions`;
  const list = element("div", { id, role: "listbox", class: "hub-suggestions", "aria-label": form.dataset.suggestLabel });
  const status = element("p", { class: "govuk-visually-hidden", role: "status" });
  list.hidden = true;
  const anchor = element("div", { class: "hub-suggest" });
  input.replaceWith(anchor);
  anchor.append(input, list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["aria-expanded", "false"]]) input.setAttribute(name, value);

  let timer = null;
  let running = null;
  let chosen = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    running?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = ((index % all.length) + all.length) % all.length;
    all[chosen].setAttribute("aria-selected", "true");
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }

  function open({ groups }) {
    let number = 0;
    list.replaceChildren(
      ...groups
        .filter((group) => group.suggestions.length > 0)
        .map((group, at) =>
          element("div", { role: "group", "aria-labelledby": `${id}-group-${at}` },
            element("p", { id: `${id}-group-${at}`, class: "hub-suggestions__group", role: "presentation" }, group.label),
            ...group.suggestions.map(({ segments, count, url }) =>
              element("div", { role: "option", id: `${id}-${number++}`, class: "hub-suggestions__option", "aria-selected": "false", "data-url": url },
                element("span", {}, ...pieces(segments)),
                ...(count ? [element("span", { class: "hub-count" }, count.toLocaleString(document.documentElement.lang))] : []))))),
    );
    list.hidden = number === 0;
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(number > 0));
    status.textContent = number > 0 ? form.dataset.suggestCount.replace("%{count}", number) : "";
  }

  async function ask() {
    running?.abort();
    const mine = (running = new AbortController());
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const reply = await fetch(address, { signal: mine.signal, headers: { accept: "application/json" } });
      if (reply.ok) open(await reply.json());
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  // A suggested address is the hub's own; anything else is not followed.
  function follow(option) {
    const address = new URL(option.dataset.url, location.href);
    if (address.origin === location.origin) location.assign(address);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < kLeastLetters) return close();
    timer = setTimeout(ask, kTypingMs);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) follow(options()[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(option);
  });
}
