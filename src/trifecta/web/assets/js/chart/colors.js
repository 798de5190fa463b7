// Tokens as the colors they are now: a custom property is not resolved until something is painted with it.
export function palette(element) {
  const probe = element.appendChild(document.createElement("i"));
  const color = (token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    ink: color("ink"),
    muted: color("ink-muted"),
    faint: color("ink-faint"),
    line: color("line"),
    surface: color("surface"),
    series: [1, 2, 3, 4, 5].map((number) => color(`series-${number}`)),
  };
  probe.remove();
  return colors;
}
