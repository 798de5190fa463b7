// form[data-unsaved]: leaving with words that were typed and not sent asks first.
let dirty = new Set();

document.addEventListener("input", ({ target }) => {
  if (target.form?.matches("[data-unsaved]")) dirty.add(target.form);
});
document.addEventListener("submit", ({ target }) => dirty.delete(target));
document.addEventListener("reset", ({ target }) => dirty.delete(target));
addEventListener("beforeunload", (event) => {
  dirty = new Set([...dirty].filter((form) => form.isConnected));
  if (dirty.size) event.preventDefault();
});
