// Short words for an axis, in the page's language; exact words come with the spec.
const STEPS = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];

export function ticks(unit, largest) {
  const language = document.documentElement.lang || "en";
  if (unit === "share") return number(language, { style: "percent", maximumFractionDigits: 1 });
  if (unit === "duration" || unit === "worked") return durations(language, unit, largest);
  return number(language, { notation: "compact", maximumFractionDigits: 1 });
}

function number(language, options) {
  const format = new Intl.NumberFormat(language, options);
  return { write: (value) => format.format(value), interval: undefined };
}

function durations(language, unit, largest) {
  const steps = unit === "worked" ? STEPS.slice(1) : STEPS;
  const [size, name] = steps.find(([seconds]) => largest >= 2 * seconds) ?? steps.at(-1);
  const format = new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: 1 });
  const whole = [1, 2, 3, 4, 6, 8, 12, 24, 48, 96].find((count) => count * size * 5 >= largest);
  return { write: (value) => format.format(value / size), interval: whole && whole * size };
}
