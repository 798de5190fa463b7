// form[data-guess-zone]: where nobody has chosen yet, the browser's own time zone is the best guess. The attribute names
// the zone that stands there unchosen; UTC if it is empty.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-guess-zone]");
  const select = form?.querySelector("select[name=zone]");
  if (select?.value !== (form?.dataset.guessZone || "UTC") || document.querySelector("[aria-invalid=true]")) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if ([...select.options].some(({ value }) => value === timeZone)) select.value = timeZone;
});
