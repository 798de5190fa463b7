// Short words for an axis, in the page's language; exact words come with the spec.
const STEPS = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
const WHOLE = [1, 2, 3, 4, 6, 8, 12, 24, 48, 96];

export function ticks(unit, largest) {
  const language = document.documentElement.lang || "en";
  if (unit === "share") return numbers(language, { style: "percent", maximumFractionDigits: 1 });
  if (unit === "duration") return durations(language, STEPS, largest);
  if (unit === "worked") return durations(language, STEPS.slice(1), largest);
  return numbers(language, { notation: "compact", maximumFractionDigits: largest < 1 ? 2 : 1 });
}

function numbers(language, options) {
  const format = new Intl.NumberFormat(language, options);
  return { write: (value) => format.format(value) };
}

function durations(language, steps, largest) {
  const [size, unit] = steps.find(([seconds]) => largest >= 2 * seconds) ?? steps.at(-1);
  const options = { style: "unit", unit, unitDisplay: "narrow", maximumFractionDigits: 1 };
  const format = new Intl.NumberFormat(language, options);
  const whole = WHOLE.find((count) => count * size * 5 >= largest);
  return { write: (value) => format.format(value / size), interval: whole && whole * size };
}
