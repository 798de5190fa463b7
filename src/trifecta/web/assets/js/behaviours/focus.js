// The first answer that needs attention has the focus; else the first field of a page of one thing or of a
// form[data-focus].
const FIELD = "input:not([type=hidden]), select, textarea";

document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector("[autofocus]")) return;
  const field = document.querySelector("[aria-invalid=true]") ?? document.querySelector(`:is(.plain__stage, [data-focus]) :is(${FIELD})`);
  field?.focus();
});
