"use strict";
// Two revisions of a document: what changed between them, from the fragments that stand in the page.
designdocPage.add((main) => {
  const part = main.querySelector("#dd-git");
  const form = part?.querySelector("form");
  if (!form) return;
  const shown = part.querySelector(".chosen");
  const said = form.querySelector("output");
  const { from, to } = form.elements;
  const show = () => {
    const [old, now] = [Number(from.value), Number(to.value)];
    const found = part.querySelector(`[data-pair="${Math.max(old, now)}-${Math.min(old, now)}"]`);
    const list = found?.matches("p") ? found : found?.querySelector(".changes, p");
    shown.replaceChildren();
    shown.hidden = !list;
    if (old === now) said.textContent = "Choose two revisions.";
    else if (!found) said.textContent = "The text is the same, or these two were not compared.";
    else said.textContent = old > now ? "" : "Shown from the older to the newer.";
    if (list) shown.append(list.cloneNode(true));
  };
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  from.value = from.options[from.options.length - 1].value;
  show();
});
