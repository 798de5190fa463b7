// form[data-autosubmit] sends itself when a choice changes; empty answers stay out of the address.
document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-autosubmit]") && !target.matches("[type=search]")) form.requestSubmit();
});

document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("[data-autosubmit]")) return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});
