// Ctrl-Enter or Cmd-Enter sends the form one writes in.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("form textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
