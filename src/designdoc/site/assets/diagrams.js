"use strict";
// Diagrams are drawn in a frame that can reach nothing, and shown as pictures, which run nothing.
designdocPage.add((main) => {
  const blocks = [...main.querySelectorAll("pre.mermaid")].filter((pre) => !pre.parentElement.classList.contains("diagram"));
  if (!blocks.length) return;
  const holders = blocks.map((pre, id) => {
    const holder = document.createElement("figure");
    holder.className = "diagram";
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Source of the diagram";
    pre.replaceWith(holder);
    details.append(summary, pre);
    details.open = true;
    const anchor = document.createElement("a");
    if (pre.id) { anchor.id = pre.id; pre.removeAttribute("id"); }
    holder.append(anchor, details);
    return { holder, details, text: pre.textContent, id };
  });
  const frame = document.createElement("iframe");
  // From a disk a sandboxed frame may load nothing; there the frame's own policy alone holds it.
  if (location.protocol !== "file:" || document.getElementById("dd-mermaid")) frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Draws diagrams";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.className = "dd-drawing";
  const dark = () => document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const draw = (each) => frame.contentWindow.postMessage({ id: each.id, text: each.text, dark: dark() }, "*");
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); draw(holders.find((each) => each.holder === entry.target)); }
  }, { rootMargin: "800px" });
  const heard = (event) => {
    if (event.source !== frame.contentWindow) return;
    if (!main.isConnected) { removeEventListener("message", heard); return; }
    const { ready, id, svg, error } = event.data;
    if (ready) { for (const each of holders) near.observe(each.holder); return; }
    const each = holders[id];
    if (!each) return;
    each.holder.querySelector("img, .nothing-drawn")?.remove();
    if (error !== undefined) {
      const said = document.createElement("p");
      said.className = "nothing-drawn soft";
      said.textContent = `This diagram cannot be drawn: ${String(error).split("\n")[0].slice(0, 200)}`;
      each.holder.prepend(said);
      each.details.open = true;
      return;
    }
    const image = document.createElement("img");
    image.alt = "Diagram; its source follows.";
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    each.holder.prepend(image);
    each.details.open = false;
  };
  addEventListener("message", heard);
  document.addEventListener("designdoc-theme", () => { for (const each of holders) if (each.holder.querySelector("img")) draw(each); });
  const inside = document.getElementById("dd-mermaid"); // a site of one file has it in itself
  if (inside) {
    const part = (id) => `<script>${document.getElementById(id).textContent}<` + "/script>";
    frame.srcdoc = `<!doctype html><title>Diagrams</title><body>${part("dd-diagram")}${part("dd-mermaid")}`;
  } else frame.src = `${designdocPage.root}assets/diagram.html`;
  document.body.append(frame);
});
