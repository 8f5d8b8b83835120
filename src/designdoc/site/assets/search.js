"use strict";
// Search without a server: pieces of the index are scripts that are loaded when a word needs them.
(() => {
  const root = designdocPage.root || "/";
  const loaded = new Map(), kept = new Map();
  window.designdocSearch = { keep(name, packed) { kept.set(name, packed); } };
  // A piece of the index; undefined where it cannot be read.
  const load = (name) => {
    if (!loaded.has(name)) loaded.set(name, (async () => {
      try {
        if (!kept.has(name)) await designdocPage.load(`${root}search/${name}.js`);
        return JSON.parse(await designdocPage.unpack(kept.get(name)));
      } catch { loaded.delete(name); return undefined; } finally { kept.delete(name); }
    })());
    return loaded.get(name);
  };

  // Folding as in source/words.py.
  const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g;
  const fold = (text) => {
    const words = [];
    for (const word of text.normalize("NFKC").match(/[\p{L}\p{N}]+(?:[-./_'][\p{L}\p{N}]+)*/gu) ?? []) {
      const wide = word.match(WIDE);
      if (!wide) { words.push(word.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")); continue; }
      for (const run of wide) for (let n = 0; n < Math.max(1, run.length - 1); n++) words.push(run.slice(n, n + 2));
      for (const rest of word.split(WIDE)) if (rest) words.push(rest.toLowerCase());
    }
    return words;
  };
  const TABLE = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0; });
  const crc = (bytes) => { let c = 0xffffffff; for (const b of bytes) c = (c >>> 8) ^ TABLE[(c ^ b) & 255]; return (c ^ 0xffffffff) >>> 0; };
  const bucket = (word, count) => crc(new TextEncoder().encode([...word].slice(0, 2).join(""))) % count;
  const places = (said) => { const found = []; let at = 0; for (const step of said.split(" ")) { at += parseInt(step, 36); found.push([at, step.endsWith("!")]); } return found; };

  const near = (a, b) => { // one letter more, less, other, or two changed about
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (i === a.length && i === b.length) return true;
    if (a.length === b.length) return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
    return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
  };

  const SHOWN = 14;
  const find = async (query) => {
    const shape = await load("start");
    const words = fold(query).slice(0, 8);
    if (!shape || !words.length) return { hits: [], words };
    const used = words.filter((word) => [...word].length > 1 || words.length === 1);
    const pieces = await Promise.all(used.map((word) => { return load(`w${bucket(word, shape.buckets)}`); }));
    const scores = new Map(), met = new Map();
    used.forEach((word, at) => {
      const piece = pieces[at] ?? {};
      const keys = Object.hasOwn(piece, word) ? [word] : [];
      for (const key in piece) { if (keys.length > 60) break; if (key !== word && key.startsWith(word)) keys.push(key); }
      if (!keys.length && word.length > 4) for (const key in piece) if (near(key, word)) keys.push(key);
      const seen = new Map();
      for (const key of keys) {
        const found = places(piece[key]);
        const weight = Math.log(1 + shape.sections / found.length) * (key === word ? 1 : key.startsWith(word) ? 0.6 : 0.35);
        for (const [place, titled] of found) { const own = titled ? weight * 3 : weight; if ((seen.get(place) ?? 0) < own) seen.set(place, own); }
      }
      for (const [place, weight] of seen) { scores.set(place, (scores.get(place) ?? 0) + weight); met.set(place, (met.get(place) ?? 0) + 1); }
    });
    const best = [...scores].map(([place, score]) => [place, score + 20 * (met.get(place) === used.length)]);
    best.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const document_ = (place) => { let low = 0, high = shape.documents.length - 1; while (low < high) { const mid = (low + high + 1) >> 1; if (shape.documents[mid][2] <= place) low = mid; else high = mid - 1; } return low; };
    const top = best.slice(0, SHOWN).map(([place, score]) => ({ place, score, document: document_(place) }));
    const groups = new Map();
    await Promise.all([...new Set(top.map((hit) => Math.floor(hit.document / shape.together)))].map(async (n) => groups.set(n, await load(`d${n}`))));
    const phrase = words.join(" ");
    const hits = [];
    for (const { place, score, document } of top) {
      const [name, page, first] = shape.documents[document];
      const section = groups.get(Math.floor(document / shape.together))?.[document % shape.together]?.[place - first];
      if (!section) continue;
      const [title, anchor, begins] = section;
      const exact = fold(title).join(" ") === phrase ? 12 : fold(name).join(" ").includes(phrase) ? 4 : 0;
      hits.push({ score: score + exact, name, title, begins, url: `${root}${encodeURI(page).replaceAll("#", "%23").replaceAll("?", "%3F")}#${encodeURIComponent(anchor)}` });
    }
    hits.sort((a, b) => b.score - a.score);
    return { hits, words, all: scores.size };
  };
  window.designdocSearch.find = find;

  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", "Search");
  const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", spellcheck: false, placeholder: "Words, an identifier, a component" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "dd-hits", "aria-label": "Search all documents", "aria-autocomplete": "list" })) input.setAttribute(name, value);
  const list = document.createElement("ul");
  list.id = "dd-hits";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Found");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  dialog.append(input, list, status);
  document.body.append(dialog);

  const marked = (text, words) => {
    const holder = document.createDocumentFragment();
    const low = text.toLowerCase();
    let at = 0;
    while (at < text.length) {
      let first = -1, long = 0;
      for (const word of words) { const n = low.indexOf(word, at); if (n >= 0 && (first < 0 || n < first)) { first = n; long = word.length; } }
      if (first < 0) break;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(first, first + long);
      holder.append(text.slice(at, first), mark);
      at = first + long;
    }
    holder.append(text.slice(at));
    return holder;
  };
  let chosen = -1, asked = 0;
  const choose = (n) => {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (n + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const mine = ++asked;
    const start = performance.now();
    const { hits, words, all } = await find(input.value);
    if (mine !== asked) return;
    list.replaceChildren(...hits.map((hit, n) => {
      const item = document.createElement("li");
      item.id = `dd-hit-${n}`;
      item.setAttribute("role", "option");
      item.dataset.url = hit.url;
      const title = document.createElement("b");
      title.append(marked(hit.title || hit.name, words));
      const where = document.createElement("small");
      where.append(hit.name);
      const text = document.createElement("span");
      text.append(marked(hit.begins, words));
      item.append(title, where, text);
      item.addEventListener("click", () => go(item));
      return item;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    dialog.dataset.ms = (performance.now() - start).toFixed(1);
    status.textContent = !words.length ? "" : hits.length ? `${all} section${all === 1 ? "" : "s"}` : "Nothing has these words.";
    input.setAttribute("aria-expanded", String(hits.length > 0));
    if (hits.length) choose(0);
  };
  const go = (item) => { dialog.close(); designdocPage.go(item.dataset.url); };
  const open = () => { if (!dialog.open) { dialog.showModal(); input.select(); load("start"); } };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && list.children[chosen]) go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  const button = document.getElementById("dd-search");
  button.hidden = false;
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.localName) || event.target.isContentEditable;
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) { event.preventDefault(); open(); }
  });
})();
