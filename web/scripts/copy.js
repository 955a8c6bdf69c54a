// Buttons that copy `data-copy` and say `data-done`, and the one that prints.

const kSaidForMs = 3000;

async function copy(button) {
  const label = button.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = button.dataset.done;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => (button.textContent = label), kSaidForMs);
}

// On the document, since the search page replaces its parts.
export function copyOnClick(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    else if (button.dataset.copy && button.dataset.done !== button.textContent) copy(button);
  });
}
