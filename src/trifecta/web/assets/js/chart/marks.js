// The target and what happened, as thin dashed lines with their words.
import { UNSEEN } from "./curves.js";

export function marks({ spec, colors }) {
  return {
    ...UNSEEN, data: reach(spec),
    markLine: {
      symbol: "none", silent: true, animation: false, z: 5,
      lineStyle: { color: colors.faint, type: [3, 3], width: 1 },
      data: [...target(spec, colors), ...spec.marks.map(({ at, label }) => happened(at, label, colors))],
    },
  };
}

// An unseen line at the target keeps it in sight, however far from it the values are.
function reach({ target, kind, x }) {
  return target && kind !== "rows" ? x.map(() => target.value) : [];
}

function target({ target, target_text, kind }, colors) {
  if (!target) return [];
  const label = {
    formatter: `${target.label} ${target_text}`, position: kind === "rows" ? "start" : "insideStartTop",
    color: colors.muted, textBorderColor: colors.surface, textBorderWidth: 3,
  };
  return [{ [kind === "rows" ? "xAxis" : "yAxis"]: target.value, label }];
}

function happened(at, label, colors) {
  return { xAxis: at, label: { formatter: label, position: "end", color: colors.muted } };
}
