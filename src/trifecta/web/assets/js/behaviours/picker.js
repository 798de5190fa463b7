// .picker: choices come by htmx while one types; arrows and Enter, or a click, take one.
function part(element, selector) {
  return element.closest(".picker").querySelector(selector);
}

function take(choice) {
  part(choice, "[data-picker-value]").value = choice.dataset.value;
  const field = part(choice, "[role=combobox]");
  field.value = choice.dataset.label ?? choice.textContent.trim();
  shut(field);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function shut(field) {
  part(field, ".picker__choices").replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function mark(field, step) {
  const choices = [...field.closest(".picker").querySelectorAll("[role=option]")];
  const at = choices.findIndex((choice) => choice.ariaSelected === "true");
  const next = choices[(at + step + choices.length) % choices.length];
  choices.forEach((choice) => (choice.ariaSelected = String(choice === next)));
  if (!next) return;
  next.id ||= `${field.id}-choice-${choices.indexOf(next)}`;
  field.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.(".picker [role=combobox]");
  if (!field) return;
  const chosen = part(field, "[role=option][aria-selected=true]");
  if (event.key === "Escape") shut(field);
  else if (event.key === "Enter" && chosen) take(chosen);
  else if (event.key === "ArrowDown") mark(field, 1);
  else if (event.key === "ArrowUp") mark(field, -1);
  else return;
  event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  const choice = target.closest(".picker [role=option]");
  if (choice) take(choice);
});
document.addEventListener("input", ({ target }) => {
  if (target.matches(".picker [role=combobox]")) part(target, "[data-picker-value]").value = "";
});
document.addEventListener("htmx:after:swap", ({ target }) => {
  const field = target.closest?.(".picker") && part(target, "[role=combobox]");
  field?.setAttribute("aria-expanded", String(Boolean(part(field, "[role=option]"))));
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const picker = target.matches("[role=combobox]") && target.closest(".picker");
  if (picker && !picker.contains(relatedTarget)) setTimeout(() => shut(target), 150);
});
