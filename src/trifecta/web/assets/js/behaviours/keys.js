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
  if (element.matches("input, textarea")) element.focus();
  else element.click();
});

function fill(list) {
  const extra = list.querySelectorAll("[data-keys-always]");
  list.replaceChildren(...extra);
  for (const element of document.querySelectorAll("[data-key]")) {
    const [term, keys] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = element.dataset.keyLabel ?? element.ariaLabel ?? element.textContent.trim();
    for (const key of element.dataset.key.split(" ")) keys.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
    list.append(term, keys);
  }
}

document.addEventListener("dialog:open", ({ target }) => {
  const list = target.querySelector("[data-keys]");
  if (!list) return;
  fill(list);
  target.querySelector("[data-keys-switch]").checked = !isOff();
});
document.addEventListener("change", ({ target }) => target.matches("[data-keys-switch]") && switchOff(!target.checked));
