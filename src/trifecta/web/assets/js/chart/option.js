// A neutral spec becomes an ECharts option: direct labels, the interval as a band, targets and marks as thin lines.
import { ticks } from "./ticks.js";

const FONT = '"Inter Variable", "Inter Fallback", system-ui, sans-serif';

export function option(spec, colors, width) {
  const values = spec.series.flatMap(({ values, high }) => [...values, ...(high ?? [])]);
  const { write, interval } = ticks(spec.unit, Math.max(...values, spec.target?.value ?? 0));
  const named = spec.series.length > 1;
  const label = named ? Math.min(Math.max(...spec.series.map(({ name }) => name.length)) * 7 + 14, width * 0.3) : 12;
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 12, color: colors.muted },
    grid: { left: 8, right: label, top: spec.marks.length ? 26 : 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: axisOfLabels(spec, colors),
    yAxis: axisOfValues(spec, colors, write, interval),
    series: [...spec.series.flatMap((one, at) => drawn(one, at, { spec, colors, named, label })), lines(spec, colors)],
    tooltip: { trigger: "axis", axisPointer: { type: spec.kind === "line" ? "line" : "shadow" }, confine: true, renderMode: "html", borderWidth: 0, padding: 0, formatter: (points) => tip(points, spec, colors) },
  };
}

function axisOfLabels(spec, colors) {
  return {
    type: "category", data: spec.x, boundaryGap: spec.kind !== "line",
    axisLine: { lineStyle: { color: colors.line } }, axisTick: { show: false },
    axisLabel: { color: colors.faint, hideOverlap: true, margin: 12 },
  };
}

function axisOfValues(spec, colors, write, interval) {
  return {
    type: "value", scale: spec.kind === "line", splitNumber: 4, interval, ...whole(spec, interval),
    axisLabel: { color: colors.faint, formatter: write }, splitLine: { lineStyle: { color: colors.line } },
  };
}

// Steps of whole hours or days begin and end at a whole step; a bar begins at zero.
function whole(spec, interval) {
  if (!interval) return {};
  return {
    min: ({ min }) => (spec.kind === "line" ? Math.floor(min / interval) * interval : 0),
    max: ({ max }) => Math.ceil(max / interval) * interval,
  };
}

function drawn(one, at, { spec, colors, named, label }) {
  const color = colors.series[at % colors.series.length];
  const words = { show: named, formatter: one.name, color, fontWeight: 500, width: label - 8, overflow: "truncate", distance: 8 };
  if (spec.kind !== "line") {
    const bar = { type: "bar", name: one.name, data: one.values, itemStyle: { color, opacity: 0.8, borderColor: colors.surface, borderWidth: spec.kind === "stacked" ? 1 : 0 }, barMaxWidth: 36, stack: spec.kind === "stacked" ? "all" : undefined };
    return named ? [bar, beside(spec, at, words)] : [bar];
  }
  const line = { type: "line", name: one.name, data: one.values, symbol: "circle", symbolSize: 4, showSymbol: one.values.length < 16, color, lineStyle: { width: 2 }, endLabel: words, labelLayout: { moveOverlap: "shiftY" }, z: 3 };
  return [...band(one, color), line];
}

function band({ name, low, high }, color) {
  if (!low || !high) return [];
  const hidden = { type: "line", stack: `band ${name}`, stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  const span = high.map((top, at) => (top === null || low[at] === null ? null : top - low[at]));
  return [{ ...hidden, data: low }, { ...hidden, data: span, areaStyle: { color, opacity: 0.14 } }];
}

// A bar has no end label of its own: an unseen line that ends at the middle of the latest bar carries the name.
function beside(spec, at, words) {
  const last = spec.x.length - 1;
  const below = spec.kind === "stacked" ? spec.series.slice(0, at).reduce((sum, { values }) => sum + (values[last] ?? 0), 0) : 0;
  const middle = below + (spec.series[at].values[last] ?? 0) / (spec.kind === "stacked" ? 2 : 1);
  return { type: "line", data: spec.x.map((_, position) => (position === last ? middle : null)), symbol: "none", silent: true, lineStyle: { opacity: 0 }, endLabel: { ...words, distance: 24 }, labelLayout: { moveOverlap: "shiftY" }, tooltip: { show: false } };
}

function lines(spec, colors) {
  const target = spec.target && { yAxis: spec.target.value, label: { formatter: `${spec.target.label} ${spec.target_text}`, position: "insideStartTop", color: colors.muted, textBorderColor: colors.surface, textBorderWidth: 3 } };
  const marks = spec.marks.map(({ at, label }) => ({ xAxis: at, label: { formatter: label, position: "end", color: colors.muted } }));
  const style = { symbol: "none", silent: true, animation: false, lineStyle: { color: colors.faint, type: [3, 3], width: 1 } };
  return { type: "line", data: [], markLine: { ...style, data: [target, ...marks].filter(Boolean) } };
}

function tip(points, spec, colors) {
  const at = points[0].dataIndex;
  const box = Object.assign(document.createElement("div"), { className: "chart-tip" });
  box.append(Object.assign(document.createElement("strong"), { textContent: spec.x[at] }));
  spec.series.forEach((one, number) => {
    const row = box.appendChild(document.createElement("div"));
    const dot = row.appendChild(Object.assign(document.createElement("i"), { className: "chart-tip__dot" }));
    dot.style.background = colors.series[number % colors.series.length];
    row.append(Object.assign(document.createElement("span"), { textContent: one.name }), Object.assign(document.createElement("b"), { textContent: spec.texts[number][at] }));
  });
  return box;
}
