// j and k move through the rows of [data-list]; Enter opens, for the focus lies on the row's own link. x selects.
import { isFree } from "../typing.js";

function rows() {
  return [...document.querySelectorAll("[data-list] [data-row]")];
}

function move(step) {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.querySelector("[data-row-link]")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (!isFree(event)) return;
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
  if (event.key === "x") document.activeElement?.closest("[data-row]")?.querySelector("[data-select]")?.click();
});

let latest = null;
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-select]");
  if (!box) return;
  const boxes = [...document.querySelectorAll("[data-list] [data-select]")];
  if (event.shiftKey && latest) {
    const [from, to] = [boxes.indexOf(latest), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  }
  for (const one of boxes) one.closest("[data-row]")?.setAttribute("aria-selected", String(one.checked));
  latest = box;
});
