// [data-chart]: fetch the drawing module once it is needed, draw, and draw anew when the theme changes.
function draw() {
  for (const figure of document.querySelectorAll("[data-chart]:not([data-drawn])")) {
    figure.dataset.drawn = "";
    import(figure.dataset.chart).then(({ mount }) => mount(figure));
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-chart-switch]");
  if (button) button.ariaExpanded = String(button.closest(".chart").toggleAttribute("data-open"));
});
document.addEventListener("DOMContentLoaded", draw);
document.addEventListener("htmx:after:swap", draw);
