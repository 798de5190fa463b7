// form[data-guess-zone]: where nobody has chosen yet, the browser's own time zone is the best guess.
document.addEventListener("DOMContentLoaded", () => {
  const select = document.querySelector("form[data-guess-zone] select[name=zone]");
  if (select?.value !== "UTC" || document.querySelector("[aria-invalid=true]")) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if ([...select.options].some(({ value }) => value === timeZone)) select.value = timeZone;
});
