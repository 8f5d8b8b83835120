"use strict";
// What every page has: a place for scripts to register, the theme, tables that sort and filter.
(() => {
  const made = [], rest = new Map();
  const root = document.currentScript?.src ? new URL("..", document.currentScript.src).href : "";
  window.designdocPage = {
    root, // of the site; empty in a site of one file
    // `fn(main)` runs for the page shown now, and for each that takes its place.
    add(fn) { made.push(fn); if (document.readyState !== "loading") fn(document.getElementById("dd-main")); },
    go(url) { location.href = url; },
    shown(main) { for (const fn of made) fn(main); },
    // Data come packed in scripts, since a page from a disk may read no files.
    async unpack(packed) {
      const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
    },
    load(url) {
      return new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = () => { script.remove(); done(); };
        script.onerror = () => { script.remove(); failed(new Error(`${url} cannot be read`)); };
        document.head.append(script);
      });
    },
    more(name, packed) { rest.set(name, packed); },
    taken(name) { const packed = rest.get(name); rest.delete(name); return packed; },
  };

  if (document.readyState === "loading") // scripts that stand in the page itself
    document.addEventListener("DOMContentLoaded", () => window.designdocPage.shown(document.getElementById("dd-main")));

  const tools = document.createElement("div");
  tools.className = "tools-top";
  const tool = (id) => { const button = Object.assign(document.createElement("button"), { type: "button", id }); tools.append(button); return button; };
  const key = document.createElement("kbd");
  key.textContent = "/";
  tool("dd-search").append("Search ", key);
  const button = tool("dd-theme");
  document.querySelector("header.top").append(tools);
  const names = { "": "as the system has them", light: "light", dark: "dark" };
  const show = () => {
    const theme = document.documentElement.dataset.theme || "";
    button.textContent = theme === "light" ? "☀" : theme === "dark" ? "☾" : "◐";
    button.title = `Colours: ${names[theme]}`;
    button.setAttribute("aria-label", button.title);
  };
  show();
  button.addEventListener("click", () => {
    const next = { "": "light", light: "dark", dark: "" }[document.documentElement.dataset.theme || ""];
    if (next) document.documentElement.dataset.theme = next; else delete document.documentElement.dataset.theme;
    try { localStorage.setItem("designdoc-theme", next); } catch { /* not kept */ }
    show();
    document.dispatchEvent(new CustomEvent("designdoc-theme"));
  });
})();

// Long lists: the rows that do not stand in the page come when it is shown.
designdocPage.add((main) => {
  for (const holder of main.querySelectorAll("[data-more]")) {
    const url = holder.dataset.more, name = url.split("?")[0].split("/").pop();
    designdocPage.load(url).then(() => designdocPage.unpack(designdocPage.taken(name))).then((html) => {
      holder.insertAdjacentHTML("beforeend", html); // written by the templates that write the page
      holder.dispatchEvent(new CustomEvent("designdoc-more", { bubbles: true }));
    }, () => { /* what stands in the page is there */ });
  }
});

// Tables: `table.sorts` sorts by its heads; `form.filters[data-table]` hides rows.
designdocPage.add((main) => {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const narrow = matchMedia("(max-width: 46rem)");
  const label = () => { // cells that stand below each other need their heads
    for (const table of narrow.matches ? main.querySelectorAll("table.fold") : []) {
      const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
      for (const row of table.tBodies[0].rows) if (!row.cells[0].dataset.head) for (const cell of row.cells) cell.dataset.head = heads[cell.cellIndex];
    }
  };
  label();
  narrow.addEventListener("change", label);
  main.addEventListener("designdoc-more", label);
  // How bad the findings of a row are: errors before warnings before notes.
  const weigh = (row) => ["error", "warning", "info"].reduce((sum, kind) => sum * 1000 + (parseInt(row.querySelector(`.${kind}`)?.textContent) || 0), 0);
  for (const table of main.querySelectorAll("table.sorts")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.dataset.sort === "no" || head.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const keyed = [...body.rows].map((row) => {
          const cell = row.cells[column];
          return [head.dataset.sort === "findings" ? String(weigh(row)) : cell.dataset.value ?? cell.textContent.trim(), row];
        });
        const compare = ([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * collator.compare(a, b);
        body.append(...keyed.sort(compare).map(([, row]) => row));
      });
    });
  }

  for (const form of main.querySelectorAll("form.filters[data-table]")) {
    const table = main.querySelector(`#${CSS.escape(form.dataset.table)}`);
    const status = form.querySelector("output");
    const body = table.tBodies[0];
    let rows = [...body.rows];
    let words = null; // read when somebody first types
    const apply = () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value !== "");
      let left = 0;
      if (wanted.some(([name]) => name === "text")) words ??= rows.map((row) => row.textContent.toLowerCase());
      rows.forEach((row, at) => {
        const fits = wanted.every(([name, value]) => name === "text"
          ? value.toLowerCase().split(/\s+/).every((word) => words[at].includes(word))
          : name === "found" ? (value === "none" ? !row.querySelector(".error, .warning") : !!row.querySelector(`.${value}`))
          : (row.dataset[name] || "").split("|").includes(value));
        row.hidden = !fits;
        left += fits;
      });
      status.textContent = `${left} of ${rows.length}`;
      form.dispatchEvent(new CustomEvent("designdoc-filtered", { bubbles: true }));
    };
    const keep = () => {
      const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
      if (!document.documentElement.dataset.single)
        history.replaceState(null, "", said.size ? `?${said}` : location.pathname);
    };
    const fill = () => { // the documents of the rows to choose from
      const choice = form.elements.namedItem("document");
      const known = new Set([...choice?.options ?? []].map((each) => each.value));
      for (const { dataset } of choice ? rows : []) if (!known.has(dataset.document)) { known.add(dataset.document); choice.add(new Option(dataset.document)); }
    };
    form.hidden = false;
    fill();
    body.addEventListener("designdoc-more", () => { rows = [...body.rows]; words = null; fill(); apply(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { apply(); keep(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    }
    apply();
  }

  for (const button of main.querySelectorAll("button[data-csv]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const table = main.querySelector(`#${CSS.escape(button.dataset.csv)}`);
      const quote = (text) => {
        const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
      };
      const said = (cell) => (cell.dataset.said ?? cell.textContent).trim().replace(/\s+/g, " ");
      const rows = [table.tHead.rows[0], ...[...table.tBodies[0].rows].filter((row) => !row.hidden)];
      const text = rows.map((row) => [...row.cells].map((cell) => quote(said(cell))).join(",")).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
      link.download = button.dataset.name || "table.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }
});
