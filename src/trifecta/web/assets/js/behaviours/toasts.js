// Toasts that came with the page leave by themselves; each can be closed.
import { leave } from "../toast.js";

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-toasts] > *").forEach(leave));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toast-close]")) event.target.closest(".toast-line").remove();
});
