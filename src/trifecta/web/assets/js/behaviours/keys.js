// data-key="r" or "g i": the key, or the keys one after the other, press the element; a field gets the focus instead.
import { isFree, isOff, switchOff } from "../typing.js";

const PAUSE_MS = 1200;
let before = "";
let forget = 0;

function keyed(how, keys) {
  return document.querySelector(`[data-key${how}="${CSS.escape(keys)}"]`);
}

document.addEventListener("keydown", (event) => {
  if (!isFree(event) || event.key === "Shift") return;
  const element = keyed("", before + event.key);
  clearTimeout(forget);
  before = before || !keyed("^", `${event.key} `) ? "" : `${event.key} `;
  forget = setTimeout(() => (before = ""), PAUSE_MS);
  if (!element) return;
  event.preventDefault();
  press(element);
});

// A field inside a folded part unfolds it first.
function press(element) {
  if (!element.matches("input, textarea")) return element.click();
  const folded = element.closest("details:not([open])");
  if (folded) folded.open = true;
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}

function fill(list) {
  const extra = list.querySelectorAll("[data-keys-always]");
  list.replaceChildren(...extra);
  for (const element of document.querySelectorAll("[data-key]")) {
    const keys = made("dd", "");
    for (const key of element.dataset.key.split(" ")) keys.append(made("kbd", key), " ");
    list.append(made("dt", element.dataset.keyLabel ?? element.ariaLabel ?? element.textContent.trim()), keys);
  }
}

function made(tag, textContent) {
  return Object.assign(document.createElement(tag), { textContent });
}

document.addEventListener("dialog:open", ({ target }) => {
  const list = target.querySelector("[data-keys]");
  if (!list) return;
  fill(list);
  target.querySelector("[data-keys-switch]").checked = !isOff();
});
document.addEventListener("change", ({ target }) => target.matches("[data-keys-switch]") && switchOff(!target.checked));
