// Single keys act only where nobody types, no dialog is open, and the person has not switched them off.
const KEY = "trifecta-keys-off";
const PRESSED = "[type=checkbox], [type=radio], [type=button], [type=submit]";
const TYPING = `input:not(${PRESSED}), textarea, select, [contenteditable]`;

export function isFree(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return false;
  return !event.target.closest?.(TYPING) && !document.querySelector("dialog[open]") && !isOff();
}

export function isOff() {
  try { return localStorage.getItem(KEY) === "1"; } catch { return false; }
}

export function switchOff(off) {
  try { localStorage.setItem(KEY, off ? "1" : "0"); } catch { /* private window: nothing to keep it in */ }
}
