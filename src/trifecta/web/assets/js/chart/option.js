// A neutral spec becomes an ECharts option: direct labels instead of a legend, intervals drawn, nothing that moves.
import { axes } from "./axes.js";
import { bars } from "./bars.js";
import { curves } from "./curves.js";
import { marks } from "./marks.js";
import { tip } from "./tip.js";

const FONT = '"Inter Variable", "Inter Fallback", system-ui, sans-serif';

export function option(spec, colors, width) {
  const drawing = { spec, colors, width, room: roomForNames(spec, width) };
  const isMarked = spec.marks.length || (spec.kind === "rows" && spec.target);
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: 12, color: colors.muted },
    grid: {
      left: 8, right: drawing.room, top: isMarked ? 26 : 12, bottom: 8,
      outerBoundsMode: "same", outerBoundsContain: "axisLabel",
    },
    ...axes(drawing),
    series: [...(spec.kind === "line" ? curves(drawing) : bars(drawing)), marks(drawing)],
    tooltip: {
      trigger: "axis", axisPointer: { type: spec.kind === "line" ? "line" : "shadow" },
      confine: true, borderWidth: 0, padding: 0, formatter: (points) => tip(points[0].dataIndex, drawing),
    },
  };
}

// Names stand to the right of what they name: as wide as the longest, but never more than a third.
function roomForNames(spec, width) {
  if (spec.series.length < 2 || spec.kind === "rows") return 12;
  return Math.min(Math.max(...spec.series.map(({ name }) => name.length)) * 7 + 14, width / 3);
}
