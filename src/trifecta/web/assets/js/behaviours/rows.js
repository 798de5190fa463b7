// tr[data-row]: the whole row follows its a[data-row-link], with the same keys and buttons as the link itself.
const OWN = "a, button, input, select, textarea, label, summary, [role=button]";

function linkOf(event) {
  const row = event.target.closest("[data-row]");
  if (!row || event.target.closest(OWN) || String(getSelection())) return null;
  return row.querySelector("[data-row-link]");
}

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) open(link.href, "_blank", "noopener");
  else link.click();
});

document.addEventListener("auxclick", (event) => {
  const link = event.button === 1 && linkOf(event);
  if (link) open(link.href, "_blank", "noopener");
});
