// hx-confirm and form[data-confirm] ask in the page's own dialog: only for what cannot be undone.
function ask(text, act) {
  const dialog = document.querySelector("dialog[data-confirm-dialog]");
  dialog.querySelector("[data-confirm-text]").textContent = text;
  const button = dialog.querySelector("[data-confirm-act]");
  button.dataset.word ??= button.textContent;
  button.textContent = act || button.dataset.word;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("htmx:confirm", async (event) => {
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  if (await ask(ctx.confirm, ctx.sourceElement.dataset.confirmAct)) issueRequest();
  else dropRequest();
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  if (!(await ask(form.dataset.confirm, form.dataset.confirmAct))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(event.submitter);
});
