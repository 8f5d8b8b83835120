(() => {
  const table = document.getElementById("sections");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
  const places = new Map(rows.map((row, place) => [row, place]));
  const find = document.getElementById("find");
  const nothing = document.getElementById("nothing");
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => texts.get(row).includes(word));
      shown += !row.hidden;
    }
    table.classList.toggle("flat", words.length > 0 || table.dataset.sorted === "yes");
    nothing.hidden = shown > 0;
  });

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (head.classList.contains("wide")) return;
    head.firstElementChild.addEventListener("click", () => {
      const first = column > 0 ? "descending" : "ascending";
      const second = column > 0 ? "ascending" : "descending";
      const now = head.getAttribute("aria-sort");
      const wanted = now === "none" ? first : now === first ? second : "none";
      for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", other === head ? wanted : "none");
      table.dataset.sorted = wanted === "none" ? "no" : "yes";
      table.classList.toggle("flat", wanted !== "none" || find.value.trim() !== "");
      const sign = wanted === "descending" ? -1 : 1;
      const key = (row) => row.cells[column].dataset.key;
      body.append(...[...rows].sort((one, other) =>
        (wanted === "none" ? 0 : sign * order.compare(key(one), key(other)))
        || places.get(one) - places.get(other)));
    });
  });
})();
