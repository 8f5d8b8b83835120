"use strict";
// What every page has: a place for scripts to register, the theme, tables that sort and filter.
(() => {
  const made = [];
  window.designdocPage = {
    // `fn(main)` runs for the page shown now, and for each that takes its place.
    add(fn) { made.push(fn); if (document.readyState !== "loading") fn(document.getElementById("dd-main")); },
    go(url) { location.href = url; },
    shown(main) { for (const fn of made) fn(main); },
  };

  if (document.readyState === "loading") // scripts that stand in the page itself
    document.addEventListener("DOMContentLoaded", () => window.designdocPage.shown(document.getElementById("dd-main")));

  const button = document.getElementById("dd-theme");
  const names = { "": "as the system has them", light: "light", dark: "dark" };
  const show = () => {
    const theme = document.documentElement.dataset.theme || "";
    button.textContent = theme === "light" ? "☀" : theme === "dark" ? "☾" : "◐";
    button.title = `Colours: ${names[theme]}`;
    button.setAttribute("aria-label", button.title);
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next = { "": "light", light: "dark", dark: "" }[document.documentElement.dataset.theme || ""];
    if (next) document.documentElement.dataset.theme = next; else delete document.documentElement.dataset.theme;
    try { localStorage.setItem("designdoc-theme", next); } catch { /* not kept */ }
    show();
    document.dispatchEvent(new CustomEvent("designdoc-theme"));
  });
})();

// Tables: `table.sorts` sorts by its heads; `form.filters[data-table]` hides rows.
designdocPage.add((main) => {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const narrow = matchMedia("(max-width: 46rem)");
  const label = () => { // cells that stand below each other need their heads
    for (const table of narrow.matches ? main.querySelectorAll("table.fold:not(.labelled)") : []) {
      table.classList.add("labelled");
      const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
      for (const row of table.tBodies[0].rows) for (const cell of row.cells) cell.dataset.head = heads[cell.cellIndex];
    }
  };
  label();
  narrow.addEventListener("change", label);
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
          return [cell.dataset.value ?? cell.textContent.trim(), row];
        });
        const compare = ([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * collator.compare(a, b);
        body.append(...keyed.sort(compare).map(([, row]) => row));
      });
    });
  }

  for (const form of main.querySelectorAll("form.filters[data-table]")) {
    const table = main.querySelector(`#${CSS.escape(form.dataset.table)}`);
    const status = form.querySelector("output");
    const rows = [...table.querySelectorAll("[data-row]")];
    let words = null; // read when somebody first types
    const apply = () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value !== "");
      let left = 0;
      if (wanted.some(([name]) => name === "text")) words ??= rows.map((row) => row.textContent.toLowerCase());
      rows.forEach((row, at) => {
        const fits = wanted.every(([name, value]) => name === "text"
          ? value.toLowerCase().split(/\s+/).every((word) => words[at].includes(word))
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
    form.hidden = false;
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
