// One axis of labels, one of values; no axis lines but a quiet grid.
import { ticks } from "./ticks.js";

const FEW = 8;
const BARE = { type: "category", inverse: true, axisLine: { show: false }, axisTick: { show: false } };

export function axes(drawing) {
  const [labels, values] = [ofLabels(drawing), ofValues(drawing)];
  if (drawing.spec.kind !== "rows") return { xAxis: labels, yAxis: values };
  return { xAxis: values, yAxis: [ofNames(drawing), ofWords(drawing)] };
}

// A few categories show every name, in two lines if need be; of many days each second or third is enough.
function ofLabels({ spec, colors, width }) {
  const all = spec.kind === "bar" && spec.x.length <= FEW;
  const fitted = all && { interval: 0, width: (width - 60) / spec.x.length - 4, overflow: "break" };
  return {
    type: "category", data: spec.x, boundaryGap: spec.kind !== "line",
    axisLine: { lineStyle: { color: colors.line } }, axisTick: { show: false },
    axisLabel: { color: colors.faint, hideOverlap: !all, margin: 12, lineHeight: 15, ...fitted },
  };
}

function ofNames({ spec, colors, width }) {
  const longest = Math.max(...spec.x.map((name) => name.length)) * 7;
  const column = Math.min(longest, 200, width / 3);
  const fitted = { width: column, margin: column + 8, align: "left", overflow: "break", lineHeight: 14 };
  return { ...BARE, data: spec.x, axisLabel: { color: colors.ink, interval: 0, ...fitted } };
}

// A single row of values stands in words at the right edge, as in a table.
function ofWords({ spec, colors }) {
  const words = spec.series.length === 1 ? spec.texts[0] : [];
  return { ...BARE, data: words, position: "right", axisLabel: { color: colors.ink, interval: 0, fontWeight: 600 } };
}

function ofValues({ spec, colors }) {
  const values = spec.series.flatMap(({ values, high }) => [...values, ...(high ?? [])]);
  const { write, interval } = ticks(spec.unit, Math.max(...values, spec.target?.value ?? 0));
  return {
    type: "value", scale: spec.kind === "line", splitNumber: 4, interval, ...wholeSteps(spec, interval),
    axisLabel: { color: colors.faint, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: colors.line } },
  };
}

// Steps of whole hours or days begin and end at a whole step; a bar begins at zero.
function wholeSteps(spec, interval) {
  if (!interval) return {};
  return {
    min: ({ min }) => (spec.kind === "line" ? Math.floor(min / interval) * interval : 0),
    max: ({ max }) => Math.ceil(max / interval) * interval,
  };
}
