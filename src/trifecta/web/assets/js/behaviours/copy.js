// data-copy="text" copies; data-copied is the sentence that says so.
import { toast } from "../toast.js";

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  toast(button.dataset.copied ?? button.dataset.copy);
});
