"use strict";
// A document: notes stand beside their blocks, the outline follows, n and p go from finding to finding.
designdocPage.add((main) => {
  const doc = main.querySelector(".dd-doc");
  if (!doc) return;
  const prose = doc.querySelector(".prose");
  const notes = [...doc.querySelectorAll(".margin li")];
  const list = doc.querySelector(".margin ol");
  const wide = matchMedia("(min-width: 82.01rem)");
  for (const note of notes) {
    note.classList.add("note", ...(note.querySelector(".finding") ? ["found"] : []));
    note.dataset.at = decodeURIComponent((note.querySelector("p > a")?.hash ?? "").slice(1));
  }
  for (const each of prose.querySelectorAll(".wide, pre")) { // what has to be scrolled can be reached by key
    if (each.scrollWidth <= each.clientWidth) continue;
    each.tabIndex = 0;
    each.setAttribute("role", "region");
    each.setAttribute("aria-label", each.localName === "pre" ? "Code" : "Table");
  }
  const block = (note) => {
    const found = note.dataset.at ? document.getElementById(note.dataset.at) : null;
    return found && prose.contains(found) ? (found.localName === "a" ? found.parentElement : found) : null;
  };
  const beside = () => {
    doc.classList.add("placed");
    const top = doc.querySelector(".margin").getBoundingClientRect().top;
    let free = 0;
    for (const note of notes) {
      if (note.parentElement !== list) list.append(note);
      const at = block(note);
      const wanted = at ? at.getBoundingClientRect().top - top : free;
      const y = Math.max(free, wanted);
      note.style.top = `${y}px`;
      free = y + note.offsetHeight + 6;
    }
    doc.querySelector(".margin").style.minHeight = `${free}px`;
  };
  const between = () => {
    doc.classList.remove("placed");
    doc.querySelector(".margin").style.minHeight = "";
    for (const note of notes) {
      const at = block(note);
      if (!at) continue;
      let holder = at.closest(".wide") ?? at;
      let box = holder.nextElementSibling?.classList.contains("inline-note") ? holder.nextElementSibling : null;
      if (at.localName === "li") { box = at.querySelector(":scope > .inline-note"); }
      if (!box) {
        box = document.createElement("ul");
        box.className = "inline-note";
        if (at.localName === "li") at.append(box); else holder.after(box);
      }
      box.append(note);
    }
  };
  let waiting = 0;
  const place = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (!doc.isConnected) return;
      if (wide.matches) { for (const box of prose.querySelectorAll(".inline-note")) { list.append(...box.children); box.remove(); } beside(); }
      else between();
    });
  };
  // styles set by a script are the page's own: a strict policy forbids only those in the HTML
  list.append(...notes);
  place();
  new ResizeObserver(() => { if (wide.matches) place(); }).observe(prose);
  wide.addEventListener("change", place);
  doc.querySelector(".margin").addEventListener("toggle", () => { if (wide.matches) place(); }, true);

  const found = notes.filter((note) => note.classList.contains("found"));
  let now = -1;
  const go = (by) => {
    if (!found.length) return;
    found[now]?.classList.remove("now");
    now = (now + by + found.length) % found.length;
    found[now].classList.add("now");
    (block(found[now]) ?? found[now]).scrollIntoView({ block: "center" });
    found[now].querySelector("summary")?.focus({ preventScroll: true });
  };
  main.onkeydown = null;
  document.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(event.target.localName) || event.target.isContentEditable) return;
    if (!doc.isConnected) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  };

  const outline = doc.querySelector(".outline");
  const entries = outline.querySelector("[data-guidance]");
  const guide = Object.assign(document.createElement("input"), { type: "checkbox", id: "dd-guidance" });
  if (entries) {
    const label = document.createElement("label");
    label.className = "guide";
    label.append(guide, " Guidance");
    entries.before(label);
  }
  guide.addEventListener("change", () => {
    if (guide.dataset.loaded) return;
    guide.dataset.loaded = "yes";
    const { from, guidance } = entries.dataset, numbers = guidance.split(",");
    const show = (texts) => {
      [...entries.querySelectorAll("li")].forEach((item, at) => {
        if (!texts[numbers[at]]) return;
        const said = document.createElement("p");
        said.className = "guidance more";
        said.textContent = texts[numbers[at]];
        item.firstElementChild.after(said);
      });
    };
    const known = window.designdocTexts?.[from.split("/").pop()];
    if (known) { show(known); return; }
    window.designdocGuidance = (_, texts) => show(texts);
    designdocPage.load(from).catch(() => { delete guide.dataset.loaded; });
  });
  if (matchMedia("(max-width: 56rem)").matches) outline.open = false;
  const links = new Map();
  for (const link of outline.querySelectorAll("li:not(.missing, .optional) > a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target && !links.has(target)) links.set(target, link.parentElement);
  }
  const heads = [...links.keys()];
  const mark = () => {
    let current = null;
    // the last sections of a page never come to its top
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    for (const head of heads) if (head.getBoundingClientRect().top < (end ? innerHeight : 140)) current = head;
    for (const [head, item] of links) item.classList.toggle("current", head === current);
  };
  let ticking = false;
  const scrolled = () => {
    if (!doc.isConnected) { removeEventListener("scroll", scrolled); return; }
    if (!ticking) { ticking = true; requestAnimationFrame(() => { ticking = false; mark(); }); }
  };
  addEventListener("scroll", scrolled, { passive: true });
  mark();

  for (const head of prose.querySelectorAll("h1[id], h2[id], h3[id], h4[id]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "#";
    button.setAttribute("aria-label", `Copy the link to ${head.textContent}`);
    button.addEventListener("click", () => {
      const url = new URL(location.href);
      if (!document.documentElement.dataset.single) url.hash = head.id;
      navigator.clipboard?.writeText(url.href);
      button.textContent = "✓";
      setTimeout(() => { button.textContent = "#"; }, 1200);
    });
    head.append(button);
  }
});
