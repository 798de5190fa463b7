// The first answer that needs attention has the focus; on a page of one thing, else its first field.
const FIELD = "input:not([type=hidden]), select, textarea";

document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector("[autofocus]")) return;
  const field = document.querySelector("[aria-invalid=true]") ?? document.querySelector(`.plain__stage :is(${FIELD})`);
  field?.focus();
});
