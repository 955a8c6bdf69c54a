// The search within a long facet: what is shown is narrowed while one types; where there is more than is shown, the server is asked.

const kTypingMs = 250;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function filterOptions(within, ask) {
  const input = within.querySelector("input");
  const facet = within.closest("[data-facet]");
  const options = [...facet.querySelectorAll("[data-options] > *")];
  const hasMore = facet.querySelector(".hub-facet__more") !== null || input.value !== "";
  const none = document.createElement("p");
  none.className = "govuk-hint";
  none.setAttribute("role", "status");
  within.append(none);
  let timer = null;

  input.addEventListener("input", () => {
    const words = folded(input.value.trim());
    let shown = 0;
    for (const option of options) {
      option.hidden = !folded(option.textContent).includes(words) && !option.querySelector("input").checked;
      if (!option.hidden) shown += 1;
    }
    none.textContent = shown === 0 && !hasMore ? within.dataset.none : "";
    clearTimeout(timer);
    if (hasMore) timer = setTimeout(() => ask(input.form), kTypingMs);
  });
}
