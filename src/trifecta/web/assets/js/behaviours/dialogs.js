// data-dialog="id" opens a native dialog; data-close and a click beside it close it. A form[data-open-dialog] whose act
// was refused opens its dialog with the page.
const FIELD = "form :is(input:not([type=hidden]), select, textarea)";

function show(dialog) {
  dialog.dispatchEvent(new CustomEvent("dialog:open", { bubbles: true }));
  dialog.showModal();
  // Left alone, the browser would choose the button that closes.
  (dialog.querySelector("[aria-invalid=true]") ?? dialog.querySelector(FIELD))?.focus();
}

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-dialog]");
  if (opener) {
    opener.closest("[popover]")?.hidePopover();
    show(document.getElementById(opener.dataset.dialog));
  }
  if (target.closest("[data-close]") || target.matches("dialog")) target.closest("dialog")?.close();
});

document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.querySelector("[data-open-dialog]")?.closest("dialog");
  if (dialog) show(dialog);
});
