// Lines, each with its name at its end and its interval as a band behind it.
const MANY = 16;

export function curves({ spec, colors, room }) {
  return spec.series.flatMap((one, at) => {
    const color = colors.series[at % colors.series.length];
    const words = name(one, color, room, spec.series.length > 1);
    return [...band(one, color), curve(settled(one, spec), color, words), ...unsettled(one, spec, color)];
  });
}

// What may still change is no part of the firm line: it hangs on it, dashed and hollow.
const isFirm = (spec, at) => !spec.notes[at];

function settled(one, spec) {
  return { ...one, values: one.values.map((value, at) => (isFirm(spec, at) ? value : null)) };
}

function unsettled(one, spec, color) {
  if (!spec.notes.some(Boolean)) return [];
  const data = one.values.map((value, at) => (!isFirm(spec, at) || !isFirm(spec, Math.min(at + 1, spec.x.length - 1)) ? value : null));
  const symbols = { symbol: "emptyCircle", symbolSize: 5 };
  return [{ type: "line", name: one.name, data, color, ...symbols, lineStyle: { width: 1.5, type: [4, 3] }, z: 2 }];
}

function curve({ name, values }, color, endLabel) {
  return {
    type: "line", name, data: values, color, lineStyle: { width: 2 }, z: 3,
    symbol: "circle", symbolSize: 4, showSymbol: values.length < MANY,
    endLabel, labelLayout: { moveOverlap: "shiftY" },
  };
}

export function name(one, color, room, show) {
  return {
    show, formatter: one.name, color, fontWeight: 500,
    width: room - 8, overflow: "truncate", distance: 8,
  };
}

export const UNSEEN = {
  type: "line", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false },
};

// Two unseen lines on top of each other, the room between them filled.
function band({ name, low, high }, color) {
  if (!low || !high) return [];
  const stacked = { ...UNSEEN, stack: `band ${name}`, stackStrategy: "all" };
  const span = high.map((top, at) => (top === null || low[at] === null ? null : top - low[at]));
  return [{ ...stacked, data: low }, { ...stacked, data: span, areaStyle: { color, opacity: 0.14 } }];
}
