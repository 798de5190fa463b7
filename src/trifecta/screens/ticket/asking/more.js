// A popover[data-finder] narrows to what is typed into it, Enter takes the first; a link[data-asks] fetches a dialog, which opens.
const FIELD = "form :is(input:not([type=hidden]), select, textarea)";

function items(menu) {
  return [...menu.querySelectorAll(".menu__item")];
}

function narrow(menu) {
  const typed = menu.querySelector("input").value.trim().toLowerCase();
  for (const item of items(menu)) item.hidden = !item.textContent.toLowerCase().includes(typed);
}

function step(menu, by) {
  const shown = items(menu).filter((item) => !item.hidden);
  const at = shown.indexOf(document.activeElement);
  (shown[at + by] ?? (by < 0 ? menu.querySelector("input") : shown.at(-1)))?.focus();
}

document.addEventListener("toggle", ({ target, newState }) => {
  if (!target.matches?.("[data-finder]") || newState !== "open") return;
  target.querySelector("input").value = "";
  narrow(target);
  target.querySelector("input").focus();
}, true);
document.addEventListener("input", ({ target }) => {
  const menu = target.closest("[data-finder]");
  if (menu) narrow(menu);
});
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[data-finder]");
  if (!menu || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
  if (event.key !== "Enter") step(menu, event.key === "ArrowDown" ? 1 : -1);
  else if (event.target.matches("input")) items(menu).find((item) => !item.hidden)?.click();
  else return;
  event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-asks]")) target.closest("[popover]")?.hidePopover();
});
document.addEventListener("htmx:after:swap", () => {
  const dialog = document.querySelector("#asked [data-open-dialog]")?.closest("dialog:not([open])");
  if (!dialog) return;
  dialog.showModal();
  dialog.querySelector(FIELD)?.focus();
});
