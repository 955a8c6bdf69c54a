// Steps through the marked words of a record.

export function matchNavigation(bar) {
  const marks = [...document.querySelectorAll(".hub-section mark.hub-hit")];
  if (marks.length === 0) return;
  const position = bar.querySelector("[data-match-position]");
  let at = -1;
  bar.hidden = false;

  function go(step) {
    marks[at]?.classList.remove("hub-hit--current");
    at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
    const mark = marks[at];
    for (let closed = mark.closest("details:not([open])"); closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
    mark.classList.add("hub-hit--current");
    mark.scrollIntoView({ block: "center" });
    position.textContent = bar.dataset.position.replace("%{number}", at + 1).replace("%{count}", marks.length);
  }

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-match]");
    if (button) go(button.dataset.match === "next" ? 1 : -1);
  });
}
