// Bars side by side, stacked, or lying as rows; a single series shows its intervals as whiskers.
import { name, UNSEEN } from "./curves.js";

export function bars({ spec, colors, room }) {
  const isOne = spec.series.length === 1;
  return spec.series.flatMap((one, at) => {
    const color = colors.series[at % colors.series.length];
    if (isOne) return [bar(one, color, { spec, colors }), ...whiskers(one, spec, colors)];
    return [bar(one, color, { spec, colors }), nameBeside(spec, at, name(one, color, room, spec.kind !== "rows"))];
  });
}

function bar({ name, values }, color, { spec, colors }) {
  const isStacked = spec.kind === "stacked";
  return {
    type: "bar", name, data: values, stack: isStacked ? "all" : undefined, barMaxWidth: 36,
    itemStyle: { color, opacity: 0.8, borderColor: colors.surface, borderWidth: isStacked ? 1 : 0 },
  };
}

// A bar has no end label: an unseen line that ends at the middle of the latest bar carries the name.
function nameBeside(spec, at, words) {
  const last = spec.x.length - 1;
  const height = (series) => series.values[last] ?? 0;
  const below = spec.series.slice(0, at).reduce((sum, series) => sum + height(series), 0);
  const middle = spec.kind === "stacked" ? below + height(spec.series[at]) / 2 : height(spec.series[at]);
  return {
    ...UNSEEN, data: spec.x.map((_, position) => (position === last ? middle : null)),
    endLabel: { ...words, distance: 24 }, labelLayout: { moveOverlap: "shiftY" },
  };
}

function whiskers({ low, high }, spec, colors) {
  if (!low || !high) return [];
  const isRows = spec.kind === "rows";
  const place = (api, value) => api.coord(isRows ? [value, api.value(0)] : [api.value(0), value]);
  const renderItem = (_, api) => {
    const [[x1, y1], [x2, y2]] = [place(api, api.value(1)), place(api, api.value(2))];
    if (![x1, y1, x2, y2].every(Number.isFinite)) return null;
    return { type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colors.ink, lineWidth: 1.5 } };
  };
  return [{
    type: "custom", data: spec.x.map((_, at) => [at, low[at], high[at]]), renderItem, silent: true, z: 4,
    encode: isRows ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] }, tooltip: { show: false },
  }];
}
