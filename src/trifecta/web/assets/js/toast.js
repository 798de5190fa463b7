// Says a sentence in the page's live region; a failure stays until it is closed.
const STAY_MS = 6000;

export function toast(text, kind = "success") {
  const template = document.querySelector(`template[data-toast="${kind}"]`);
  if (!template) return;
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector("[data-toast-text]").textContent = text;
  document.querySelector("[data-toasts]").append(line);
  leave(line);
}

export function leave(line) {
  if (line.matches(".toast-line--error, .toast-line--warning")) return;
  const wait = () => setTimeout(() => (line.matches(":hover, :focus-within") ? wait() : line.remove()), STAY_MS);
  wait();
}
