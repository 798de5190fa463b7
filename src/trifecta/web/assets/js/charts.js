// Draws [data-chart] with ECharts: only the parts listed here come into the bundle.
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

import { palette } from "./chart/colors.js";
import { option } from "./chart/option.js";

use([BarChart, CustomChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent]);
use([LabelLayout, SVGRenderer]);

export function mount(figure) {
  const plot = figure.querySelector("[data-chart-plot]");
  const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const chart = init(plot, null, { renderer: "svg" });
  const draw = () => chart.setOption(option(spec, palette(figure), plot.clientWidth), true);
  draw();
  if (spec.urls.length) leadOn(chart, spec, plot);
  document.addEventListener("theme:changed", draw);
  new ResizeObserver(() => { chart.resize(); draw(); }).observe(plot);
}

// A click anywhere above a label leads to its cases; the table has the same as links.
function leadOn(chart, { urls }, plot) {
  plot.style.cursor = "pointer";
  chart.getZr().on("click", ({ offsetX, offsetY }) => {
    if (!chart.containPixel("grid", [offsetX, offsetY])) return;
    const [at] = chart.convertFromPixel({ seriesIndex: 0 }, [offsetX, offsetY]);
    if (urls[at]) window.location.assign(urls[at]);
  });
}
