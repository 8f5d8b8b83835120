"use strict";
// The graph of components: zoom, pan, find, keyboard. Without a script it is a picture with links.
designdocPage.add((main) => {
  const choice = main.querySelector("#dd-graph-choice");
  if (!choice) return;
  choice.hidden = false;
  choice.addEventListener("submit", (event) => event.preventDefault());
  const select = choice.elements.namedItem("document");
  const show = () => { for (const each of main.querySelectorAll(".graph-of")) each.hidden = !!select && each.id !== select.value; };
  if (select) select.addEventListener("input", show);

  choice.elements.namedItem("implied").addEventListener("change", (event) => {
    for (const each of main.querySelectorAll(".graph")) each.classList.toggle("whole", event.target.checked);
  });
  const begin = (section) => {
    section.dataset.begun = "yes";
    const svg = section.querySelector("svg");
    const nodes = [...svg.querySelectorAll(".node")];
    const edges = [...svg.querySelectorAll(".edge")];
    const whole = svg.viewBox.baseVal;
    const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
    let box = { ...all };
    const set = (next) => { box = next; svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`); };
    const zoom = (by, x = box.x + box.width / 2, y = box.y + box.height / 2) => {
      const width = Math.min(all.width * 3, Math.max(80, box.width * by));
      const scale = width / box.width;
      set({ x: x - (x - box.x) * scale, y: y - (y - box.y) * scale, width, height: box.height * scale });
    };
    const at = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return [point.x, point.y];
    };
    const actions = { in: () => zoom(0.75), out: () => zoom(1.33), all: () => set({ ...all }) };
    const tools = section.querySelector(".graph-tools");
    tools.hidden = false;
    tools.addEventListener("click", (event) => actions[event.target.dataset.zoom]?.());
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a page that scrolls goes on scrolling
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.12 : 0.89, ...at(event));
    }, { passive: false });
    let from = null;
    svg.addEventListener("pointerdown", (event) => { if (!event.target.closest(".node")) { from = at(event); svg.setPointerCapture(event.pointerId); } });
    svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = at(event);
      set({ ...box, x: box.x + from[0] - x, y: box.y + from[1] - y });
    });
    svg.addEventListener("pointerup", () => { from = null; });
    const light = (id) => {
      const near = new Set(id ? [id] : []);
      for (const edge of edges) {
        const on = !id || edge.dataset.from === id || edge.dataset.to === id;
        edge.classList.toggle("dim", !on);
        if (id && on) { near.add(edge.dataset.from); near.add(edge.dataset.to); }
      }
      for (const node of nodes) node.classList.toggle("dim", !!id && !near.has(node.dataset.id));
    };
    const place = (node) => { const text = node.querySelector("text"); return [Number(text.getAttribute("x")), Number(text.getAttribute("y"))]; };
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener("keydown", (event) => {
      const keys = { "+": "in", "=": "in", "-": "out", "0": "all" };
      if (keys[event.key]) { actions[keys[event.key]](); event.preventDefault(); return; }
      const way = directions[event.key];
      const here = event.target.closest?.(".node");
      if (!way || !here) return;
      event.preventDefault();
      const [x, y] = place(here);
      let best = null, least = Infinity;
      for (const node of nodes) {
        const [dx, dy] = [place(node)[0] - x, place(node)[1] - y];
        const along = dx * way[0] + dy * way[1];
        if (along <= 1) continue;
        const cost = along + 3 * Math.abs(dx * way[1] + dy * way[0]);
        if (cost < least) { least = cost; best = node; }
      }
      best?.focus();
    });
    for (const node of nodes) {
      node.addEventListener("focus", () => light(node.dataset.id));
      node.addEventListener("blur", () => light(""));
      node.addEventListener("pointerenter", () => light(node.dataset.id));
      node.addEventListener("pointerleave", () => light(""));
    }
    choice.elements.namedItem("find").addEventListener("input", (event) => {
      const word = event.target.value.trim().toLowerCase();
      let first = null;
      for (const node of nodes) {
        const hit = word !== "" && node.getAttribute("aria-label").toLowerCase().includes(word);
        node.classList.toggle("found", hit);
        first ??= hit ? node : null;
      }
      if (first) { const [x, y] = place(first); const width = Math.min(all.width, 700); set({ x: x - width / 2, y: y - (width * all.height / all.width) / 2, width, height: width * all.height / all.width }); }
      else set({ ...all });
    });
  };
  const all = () => {
    for (const each of main.querySelectorAll(".graph-of:not([data-begun])")) { begin(each); select?.add(new Option(each.querySelector("h2").textContent, each.id)); }
    show();
  };
  main.addEventListener("designdoc-more", all);
  all();
});
