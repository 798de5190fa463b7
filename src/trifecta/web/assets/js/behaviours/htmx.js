// htmx with the page's rules: no code in attributes, failures are said and never swapped in.
import htmx from "htmx.org";
import { toast } from "../toast.js";

function refuse() {
  throw new Error("Code in htmx attributes is refused; write a behaviour module instead.");
}

htmx.registerExtension("no-code", { init: (api) => api.initSecurity(null, refuse, refuse) });
htmx.config.noSwap = [204, 304, 403, 404, "5xx"];

function say() {
  toast(document.querySelector("[data-toasts]")?.dataset.failure ?? "", "error");
}

document.addEventListener("htmx:response:error", ({ detail }) => {
  if (detail.ctx.response.status !== 422) say();
});
document.addEventListener("htmx:error", say);
