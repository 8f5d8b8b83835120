(() => {
  const body = document.querySelector("#matrix tbody");
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const places = new Map(rows.map((row, place) => [row, place]));
  const find = document.getElementById("find");
  const state = document.getElementById("state");
  const evidence = document.getElementById("evidence");
  const doc = document.getElementById("document");
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function filter() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = texts.get(row);
      const fits = words.every((word) => text.includes(word))
        && (!state.value || row.dataset.state === state.value)
        && (!evidence || !evidence.value || row.dataset.evidence === evidence.value)
        && (!doc || !doc.value || row.dataset.document === doc.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
    nothing.hidden = shown > 0;
  }

  const heads = [...document.querySelectorAll("#matrix thead th")];
  heads.forEach((head, column) => {
    head.firstElementChild.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      const wanted = next[head.getAttribute("aria-sort")];
      heads.forEach((other) => other.setAttribute("aria-sort", other === head ? wanted : "none"));
      const sign = wanted === "descending" ? -1 : 1;
      const key = (row) => row.cells[column].dataset.key;
      const sorted = [...rows].sort((one, other) =>
        (wanted === "none" ? 0 : sign * order.compare(key(one), key(other)))
        || places.get(one) - places.get(other));
      body.append(...sorted);
    });
  });

  let timer = 0;
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 80);
  });
  for (const each of [state, evidence, doc]) if (each) each.addEventListener("change", filter);
  document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
