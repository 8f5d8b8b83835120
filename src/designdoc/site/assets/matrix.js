"use strict";
// A matrix of many rows: they come as data, and only those in sight stand in the page.
designdocPage.add((main) => {
  const table = main.querySelector("#dd-matrix[data-rows]");
  const scroll = main.querySelector("#dd-matrix-scroll");
  const form = main.querySelector("form[data-large]");
  if (!table || !form) return;
  const HEIGHT = 48, BEYOND = 12;
  const begin = (data) => {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    const states = ["linked", "partly-linked", "unlinked"], evidences = ["", "met", "violated", "stale", "no-evidence"];
    const words = { linked: "linked", "partly-linked": "partly", unlinked: "none" };
    const rows = data.rows.map(([document, place, written, title, state, quality, evidence, cells]) => ({
      document, place, written, title, state: states[state], kind: quality ? "quality" : "requirement", evidence: evidences[evidence],
      cells: cells.map((said) => said.map((each) => { const [label, at, other, tip] = each; return { label, place: at, document: other ?? document, tip: tip ?? label }; })),
      text: `${written} ${title} ${data.documents[document][2]} ${cells.flat().map((each) => each[0]).join(" ")}`.toLowerCase(),
    }));
    for (const number of new Set(rows.map((row) => row.document))) form.elements.document.add(new Option(data.documents[number][2]));
    let shown = rows;
    const make = (name, className, ...inner) => { const made = document.createElement(name); if (className) made.className = className; made.append(...inner); return made; };
    const link = (document_, place, label, className, tip) => {
      const made = make("a", className, label);
      made.href = `${data.documents[document_][1]}#${place}`;
      if (tip) made.title = tip;
      return made;
    };
    const draw = (row, index) => {
      const line = make("tr", row.kind === "quality" ? "quality" : "");
      line.setAttribute("aria-rowindex", index + 2);
      const head = make("th", "", link(row.document, row.place, row.written || row.title, "title"), row.written ? ` ${row.title}` : "", make("span", "path", data.documents[row.document][2]));
      head.scope = "row";
      line.append(head, make("td", "", make("span", `chip ${row.state}`, words[row.state])));
      if (data.judged) line.append(make("td", "", row.evidence ? make("span", `chip ${row.evidence}`, row.evidence.replace("-", " ")) : ""));
      row.cells.forEach((cell, column) => {
        const box = make("td", "", ...cell.slice(0, 2).map((each) => link(each.document, each.place, each.label, "", each.tip)));
        if (cell.length > 2) box.append(make("span", "soft", `and ${cell.length - 2} more`));
        if (!cell.length && data.needed[row.kind].includes(column)) box.append(make("span", "gap", "missing"));
        line.append(box);
      });
      return line;
    };
    const spacer = () => { const line = make("tr", "space", make("td")); line.setAttribute("aria-hidden", "true"); line.firstChild.colSpan = heads.length; return line; };
    const above = spacer(), below = spacer();
    let first = -1, last = -1;
    const place = () => {
      const from = Math.max(0, Math.floor(scroll.scrollTop / HEIGHT) - BEYOND);
      const to = Math.min(shown.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / HEIGHT) + BEYOND);
      if (from === first && to === last) return;
      [first, last] = [from, to];
      above.firstChild.style.height = `${from * HEIGHT}px`;
      below.firstChild.style.height = `${(shown.length - to) * HEIGHT}px`;
      body.replaceChildren(above, ...shown.slice(from, to).map((row, n) => draw(row, from + n)), below);
    };
    const status = form.querySelector("output");
    let order = null;
    const apply = () => {
      const said = Object.fromEntries(new FormData(form));
      const wanted = (said.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
      const gap = data.kinds.indexOf(said.gap);
      shown = rows.filter((row) => wanted.every((word) => row.text.includes(word))
        && (!said.document || data.documents[row.document][2] === said.document) && (!said.state || row.state === said.state)
        && (!said.kind || row.kind === said.kind) && (!said.evidence || row.evidence === said.evidence) && (gap < 0 || !row.cells[gap].length));
      if (order) {
        const [column, down] = order, offset = data.judged ? 3 : 2;
        const key = (row) => column === 0 ? `${row.written} ${row.title}` : column === 1 ? row.state : column < offset ? row.evidence : String(row.cells[column - offset].length);
        shown = [...shown].sort((a, b) => (down ? -1 : 1) * collator.compare(key(a), key(b)));
      }
      status.textContent = `${shown.length} of ${rows.length}`;
      table.setAttribute("aria-rowcount", shown.length + 1);
      first = last = -1;
      scroll.scrollTop = 0;
      place();
    };
    heads.forEach((head, column) => {
      const button = make("button", "", ...head.childNodes);
      button.type = "button";
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        order = [column, down];
        apply();
      });
    });
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", apply);
    const csv = form.querySelector("[data-rows-csv]");
    csv.hidden = false;
    csv.addEventListener("click", () => {
      const quote = (text) => { const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
      const lines = [heads.map((head) => head.textContent.trim())];
      for (const row of shown) lines.push([`${row.written} ${row.title}`.trim(), row.state, ...(data.judged ? [row.evidence] : []), ...row.cells.map((cell) => cell.map((each) => each.label).join(", "))]);
      const url = URL.createObjectURL(new Blob(["\ufeff", lines.map((line) => line.map(quote).join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }));
      const there = Object.assign(document.createElement("a"), { href: url, download: "matrix.csv" });
      there.click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
    table.classList.add("window");
    scroll.addEventListener("scroll", place, { passive: true });
    addEventListener("resize", () => { if (table.isConnected) place(); });
    apply();
  };
  const unpacked = async (packed) => { if (table.isConnected) begin(JSON.parse(await designdocPage.unpack(packed))); };
  if (window.designdocRows) { unpacked(window.designdocRows); return; }
  window.designdocMatrix = unpacked;
  designdocPage.load(table.dataset.rows).catch(() => { /* the first rows stand in the page */ });
});
