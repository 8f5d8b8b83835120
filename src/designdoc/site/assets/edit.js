"use strict";
// The form of a document: inputs from its template, findings while typing, saved by fingerprint.
designdocPage.add((main) => {
  const ask = async (url, body) => {
    const answer = await fetch(url, body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json", "x-designdoc": "form" }, body: JSON.stringify(body) });
    const told = await answer.json();
    if (!answer.ok && answer.status !== 409) throw new Error(told.error ?? `status ${answer.status}`);
    if (told.error) throw new Error(told.error);
    return { told, status: answer.status };
  };
  const make = (name, properties = {}, ...inner) => {
    const { data, aria, ...plain } = properties;
    const made = Object.assign(document.createElement(name), plain);
    for (const [key, value] of Object.entries(data ?? {})) made.dataset[key] = value;
    for (const [key, value] of Object.entries(aria ?? {})) made.setAttribute(key, value);
    made.append(...inner.filter((each) => each !== null && each !== undefined));
    return made;
  };

  const begin = main.querySelector("form.new");
  if (begin) {
    const { title, path } = begin.elements;
    let own = false;
    path.addEventListener("input", () => { own = true; });
    title.addEventListener("input", () => {
      if (own) return;
      const name = title.value.toLowerCase().normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
      path.value = `${path.dataset.folder ? `${path.dataset.folder}/` : ""}${name || "document"}.md`;
    });
    begin.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = begin.querySelector(".said");
      try {
        const { told } = await ask(`${begin.dataset.api}/new`, { path: path.value, template: begin.elements.template.value, title: title.value });
        said.textContent = "Written; its form opens when it has been read …";
        const there = `/edit/${told.path.split("/").map(encodeURIComponent).join("/")}`;
        document.addEventListener("designdoc-read", async () => { if ((await fetch(there)).ok) location.href = there; });
      } catch (error) { said.textContent = error.message; }
    });
    return;
  }

  const form = main.querySelector("form.edit");
  if (!form) return;
  const api = form.dataset.api, path = form.dataset.path;
  const groups = form.querySelector(".groups"), said = form.querySelector(".said"), save = form.querySelector("[type=submit]"), diff = form.querySelector(".preview pre");
  let state = null, values = {}, proposal = null, timer = 0, turn = 0, leaving = false;

  const changed = (input, value, holder) => {
    const rows = input.kind === "grid" || input.kind === "tasks";
    if ((rows ? JSON.stringify(value) === JSON.stringify(input.rows) : value === input.value)) delete values[input.id]; else values[input.id] = value;
    holder.classList.toggle("changed", input.id in values);
    clearTimeout(timer);
    proposal = null;
    save.disabled = true;
    said.textContent = "…";
    timer = setTimeout(propose, 220);
  };
  const one = (input, value, described) => {
    let field;
    if (input.kind === "choice" && input.choices.length) {
      field = make("select");
      const choices = input.choices.includes(value) ? input.choices : [value, ...input.choices];
      field.append(...choices.map((each) => make("option", { value: each, textContent: each || "(nothing)", selected: each === value })));
    } else if (input.kind === "text") field = make("textarea", { value, spellcheck: true, rows: Math.min(18, Math.max(3, value.split("\n").length + 1)) });
    else field = make("input", { value, type: input.kind === "date" && /^(\d{4}-\d\d-\d\d)?$/.test(value) ? "date" : "text", autocomplete: "off" });
    if (described) field.setAttribute("aria-describedby", described);
    return field;
  };
  const grid = (input, holder) => {
    const rows = (values[input.id] ?? input.rows).map((row) => [...row]);
    const body = make("tbody");
    const told = () => changed(input, rows.map((row) => [...row]), holder);
    const draw = () => {
      body.replaceChildren(...rows.map((row, r) => {
        const line = make("tr");
        input.columns.forEach((column, c) => {
          const field = one(column, row[c] ?? "");
          field.setAttribute("aria-label", `${column.label || `column ${c + 1}`}, row ${r + 1}`);
          field.addEventListener("input", () => { row[c] = field.value; told(); });
          line.append(make("td", {}, field));
        });
        const move = (to) => { if (to < 0 || to >= rows.length) return; rows.splice(to, 0, rows.splice(r, 1)[0]); draw(); told(); };
        line.append(make("td", { className: "ops" },
          make("button", { type: "button", textContent: "↑", onclick: () => move(r - 1), aria: { "aria-label": `Move row ${r + 1} up` } }),
          make("button", { type: "button", textContent: "✕", onclick: () => { rows.splice(r, 1); draw(); told(); }, aria: { "aria-label": `Remove row ${r + 1}` } })));
        return line;
      }));
    };
    draw();
    const head = make("tr", {}, ...input.columns.map((column) => make("th", { scope: "col", textContent: column.label })), make("th", {}, make("span", { className: "sr", textContent: "Row" })));
    return [
      make("div", { className: "gridwrap", tabIndex: 0, role: "group", aria: { "aria-label": "Table" } }, make("table", {}, make("thead", {}, head), body)),
      make("div", {}, make("button", { type: "button", textContent: "Add a row", onclick: () => { rows.push(input.columns.map(() => "")); draw(); told(); body.lastElementChild.querySelector("input, select, textarea")?.focus(); } })),
    ];
  };
  const tasks = (input, holder) => {
    const rows = (values[input.id] ?? input.rows).map((row) => [...row]);
    const list = make("ul", { className: "tasks", aria: { "aria-label": "Checklist" } });
    const told = () => changed(input, rows.map((row) => [...row]), holder);
    const draw = () => list.replaceChildren(...rows.map((row, r) => {
      const box = make("input", { type: "checkbox", checked: row[0] === "x", aria: { "aria-label": `Done: ${row[1] || `item ${r + 1}`}` } });
      const words = make("input", { type: "text", value: row[1], autocomplete: "off", aria: { "aria-label": `Item ${r + 1}` } });
      box.addEventListener("input", () => { row[0] = box.checked ? "x" : ""; told(); });
      words.addEventListener("input", () => { row[1] = words.value; told(); });
      const remove = make("button", { type: "button", textContent: "✕", onclick: () => { rows.splice(r, 1); draw(); told(); }, aria: { "aria-label": `Remove item ${r + 1}` } });
      return make("li", {}, box, words, remove);
    }));
    draw();
    const add = () => { rows.push(["", "", ""]); draw(); told(); list.lastElementChild.querySelector("[type=text]").focus(); };
    return [list, make("div", {}, make("button", { type: "button", textContent: "Add an item", onclick: add }))];
  };
  const show = (loaded) => {
    state = loaded;
    groups.setAttribute("aria-busy", "false");
    groups.replaceChildren(...loaded.form.groups.filter((group) => group.state !== "title" || group.inputs.length).map((group, number) => {
      const absent = group.state === "missing" || group.state === "optional";
      const level = Math.min(4, Math.max(2, group.level));
      const box = make("section", { className: `group${absent ? " absent" : ""}`, data: { line: group.line } });
      const heading = make(`h${level}`, { id: `dd-group-${number}` }, group.title || "Head", " ");
      box.setAttribute("aria-labelledby", heading.id);
      box.append(heading);
      if (absent) {
        heading.append(make("button", { type: "button", textContent: group.state === "missing" ? "Add this section" : "Add (optional)", onclick: () => restructure({ add: group.way }) }));
        if (group.guidance) box.append(make("p", { className: "beside", textContent: group.guidance }));
        return box;
      }
      const guide = `dd-guide-${number}`;
      const inputs = make("div", { className: "inputs" });
      for (const input of group.inputs) {
        const holder = make("div", { className: "field", data: { line: input.line, id: input.id } });
        if (input.absent) holder.classList.add("absent");
        if (input.kind === "grid") holder.append(...grid(input, holder));
        else if (input.kind === "tasks") holder.append(...tasks(input, holder));
        else {
          const field = one(input, values[input.id] ?? input.value, group.guidance ? guide : "");
          const plain = input.kind === "text" && input.label === "Text";
          field.addEventListener("input", () => changed(input, field.value, holder));
          if (plain) { field.setAttribute("aria-label", `${group.title || "Head"}: text`); holder.append(field); }
          else holder.append(make("label", {}, make("span", {}, input.label, input.absent ? make("small", { textContent: input.required ? " · missing" : " · may be added" }) : null), field), input.help ? make("small", { textContent: input.help }) : "");
        }
        inputs.append(holder);
      }
      const beside = make("div", { className: "beside" }, group.guidance ? make("p", { id: guide, textContent: group.guidance.slice(0, 900) }) : "", make("div", { className: "findings", aria: { "aria-live": "polite" } }));
      if (group.repeats) beside.append(make("button", { type: "button", textContent: "Add another", onclick: () => restructure({ repeat: group.line }) }));
      box.append(inputs, beside);
      return box;
    }));
    mark(loaded.findings ?? [], []);
  };
  const mark = (findings, introduced) => {
    for (const each of groups.querySelectorAll(".findings")) each.replaceChildren();
    const boxes = [...groups.querySelectorAll(".group")];
    const news = new Set(introduced.map((each) => each.code + each.message));
    for (const finding of findings) {
      let at = null;
      for (const box of boxes) if (Number(box.dataset.line) <= finding.line && !box.classList.contains("absent")) at = box;
      const place = (at ?? boxes.find((box) => !box.classList.contains("absent")))?.querySelector(".findings");
      place?.append(make("p", { className: `told ${finding.severity}`, title: finding.help, textContent: `${finding.message}${news.has(finding.code + finding.message) ? " (new)" : ""}` }));
    }
  };
  const count = () => Object.keys(values).length;
  const request = (extra = {}) => ({ path, draft: state.draft, base: state.base, values, ...extra });
  const propose = async () => {
    const mine = ++turn;
    try {
      const { told } = await ask(`${api}/propose`, request());
      if (mine !== turn) return;
      proposal = told;
      diff.textContent = told.diff || "Nothing is different.";
      mark(told.findings, told.introduced);
      const parts = [told.changes ? `${count() || "Structure"} change${count() === 1 ? "" : "s"}` : "No changes"];
      if (told.introduced.length) parts.push(`${told.introduced.length} new finding${told.introduced.length === 1 ? "" : "s"}`);
      if (told.resolved) parts.push(`${told.resolved} solved`);
      said.textContent = parts.join(", ");
      save.disabled = !told.changes;
    } catch (error) { if (mine === turn) said.textContent = error.message; }
  };
  const restructure = async (extra) => {
    try {
      const { told } = await ask(`${api}/restructure`, request(extra));
      const scroll = scrollY;
      values = {};
      show(told);
      scrollTo(0, scroll);
      await propose();
    } catch (error) { said.textContent = error.message; }
  };
  const done = (message) => { leaving = true; values = {}; said.textContent = message; load(); };
  const conflict = (told) => {
    const dialog = main.querySelector("dialog.conflict"), pieces = dialog.querySelector(".pieces"), note = dialog.querySelector(".said");
    const both = [];
    pieces.replaceChildren(...told.pieces.map((piece, number) => {
      if (piece.side !== "both") return piece.side === "nobody" || piece.side === "same" ? null : make("p", { className: "soft", textContent: `${piece.title || "Head"}: ${piece.side === "yours" ? "your change is kept" : "their change is kept"}` });
      both.push(number);
      const side = (name, text, words) => make("label", {}, make("span", {}, make("input", { type: "radio", name: `piece-${number}`, value: name, checked: name === "yours" }), ` ${words}`), make("pre", { textContent: text, tabIndex: 0 }));
      const own = make("textarea", { value: piece.yours, rows: 6, aria: { "aria-label": `${piece.title}: your own text` } });
      own.addEventListener("input", () => { box.querySelector("[value=own]").checked = true; });
      const box = make("div", { className: "piece" }, make("h3", { textContent: piece.title || "Head" }), make("div", { className: "sides" },
        side("yours", piece.yours, "Yours"), side("theirs", piece.theirs, "On the disk"), side("base", piece.base, "Before both"),
        make("label", {}, make("span", {}, make("input", { type: "radio", name: `piece-${number}`, value: "own" }), " Your own words"), own)));
      box.dataset.number = number;
      return box;
    }).filter(Boolean));
    note.textContent = "";
    dialog.onclick = async (event) => {
      const what = event.target.dataset?.do;
      if (what === "cancel") dialog.close();
      if (what !== "merge") return;
      const chosen = {};
      for (const number of both) {
        const box = pieces.querySelector(`[data-number="${number}"]`);
        const side = box.querySelector("input:checked").value;
        chosen[number] = side === "own" ? box.querySelector("textarea").value : told.pieces[number][side];
      }
      try {
        const { told: next } = await ask(`${api}/merge`, { path, base: state.base, yours: told.yours, theirs: told.base, chosen });
        const written = await ask(`${api}/apply`, { fingerprint: next.fingerprint });
        if (written.status === 409) { conflict(written.told); return; }
        dialog.close();
        done("Saved, with both changes");
      } catch (error) { note.textContent = error.message; }
    };
    if (!dialog.open) dialog.showModal();
  };
  const load = async () => {
    try {
      const { told } = await ask(`${api}/form?path=${encodeURIComponent(path)}`);
      show(told);
      save.disabled = true;
      leaving = false;
    } catch (error) { said.textContent = error.message; }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (!proposal) await propose();
    if (!proposal?.changes) return;
    save.disabled = true;
    try {
      const { told, status } = await ask(`${api}/apply`, { fingerprint: proposal.fingerprint });
      if (status === 409) { save.disabled = false; conflict(told); return; }
      done("Saved");
    } catch (error) { said.textContent = error.message; save.disabled = false; }
  });
  document.addEventListener("keydown", (event) => {
    if (form.isConnected && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); form.requestSubmit(save.disabled ? undefined : save); }
  });
  addEventListener("beforeunload", (event) => { if (form.isConnected && !leaving && (count() || proposal?.changes)) event.preventDefault(); });
  load();
});
