// data-copy="text" copies; data-copied is the sentence that says so.
import { toast } from "../toast.js";

// A desk served without TLS has no clipboard interface; there a field is selected and copied as by hand.
function byHand(text) {
  const field = document.body.appendChild(document.createElement("textarea"));
  Object.assign(field, { value: text, className: "spoken" });
  field.select();
  document.execCommand("copy");
  field.remove();
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  if (navigator.clipboard) await navigator.clipboard.writeText(button.dataset.copy);
  else byHand(button.dataset.copy);
  toast(button.dataset.copied ?? button.dataset.copy);
});
