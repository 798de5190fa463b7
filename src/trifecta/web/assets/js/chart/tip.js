// What stands beside the pointer: the label, and each series' value in the words of the spec.
export function tip(at, { spec, colors }) {
  const box = made("div", "chart-tip");
  box.append(made("strong", "", [spec.x[at], spec.notes[at]].filter(Boolean).join(", ")));
  spec.series.forEach((one, number) => {
    const dot = made("i", "chart-tip__dot");
    dot.style.background = colors.series[number % colors.series.length];
    const row = made("div", "");
    row.append(dot, made("span", "", one.name), made("b", "", spec.texts[number][at]));
    box.append(row);
  });
  return box;
}

function made(tag, className, textContent = "") {
  return Object.assign(document.createElement(tag), { className, textContent });
}
