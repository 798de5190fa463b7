// [data-said] says what the fields of its form named by data-said-by come to: one sentence for each pair of their values.
document.addEventListener("change", ({ target }) => {
  const outputs = target.form?.querySelectorAll("[data-said]") ?? [];
  for (const output of outputs) {
    const values = output.dataset.saidBy.split(" ").map((name) => target.form.elements[name]?.value);
    output.textContent = JSON.parse(output.dataset.said)[values.join(" ")] ?? "";
  }
});
