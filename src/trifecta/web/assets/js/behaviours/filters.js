// form[data-autosubmit] sends itself when a choice changes; empty answers stay out of the address. What is unfolded
// in it folds with Escape or a click beside it. A page that is gone back to says again what its address asks, not what
// was chosen on it before it was left.
document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-autosubmit]") && !target.matches("[type=search]")) form.requestSubmit();
});

document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("[data-autosubmit]")) return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

function fold(except) {
  for (const open of document.querySelectorAll("[data-autosubmit] details[open]")) {
    if (!open.contains(except)) open.open = false;
  }
}

document.addEventListener("click", ({ target }) => fold(target));
document.addEventListener("keydown", ({ key }) => key === "Escape" && fold(null));

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-autosubmit]")) form.reset();
});
