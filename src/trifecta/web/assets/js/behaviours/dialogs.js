// data-dialog="id" opens a native dialog; data-close and a click beside it close it.
document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    opener.closest("[popover]")?.hidePopover();
    dialog.dispatchEvent(new CustomEvent("dialog:open", { bubbles: true }));
    dialog.showModal();
  }
  if (target.closest("[data-close]") || target.matches("dialog")) target.closest("dialog")?.close();
});
