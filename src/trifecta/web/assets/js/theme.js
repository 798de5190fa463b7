// Light, dark or the system's choice. Runs in the head, before anything is painted.
const KEY = "trifecta-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try { return localStorage.getItem(KEY) ?? "auto"; } catch { return "auto"; }
}

function apply() {
  const choice = chosen();
  const theme = choice === "auto" ? (system.matches ? "dark" : "light") : choice;
  document.documentElement.dataset.bsTheme = theme;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
  document.dispatchEvent(new CustomEvent("theme:changed"));
}

apply();
system.addEventListener("change", apply);
addEventListener("storage", apply);
document.addEventListener("DOMContentLoaded", apply);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  try { localStorage.setItem(KEY, button.dataset.themeChoice); } catch { /* private window: this page only */ }
  apply();
});
