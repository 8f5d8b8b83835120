"use strict";
// A page that is shown live: when its document changes, its content is fetched again in place.
(() => {
  const said = document.getElementById("dd-live");
  let waiting = false, again = false;
  const refresh = async () => {
    if (waiting) { again = true; return; }
    const main = document.getElementById("dd-main");
    if (main.querySelector("form.edit, form.new")) return; // what is being written stays
    waiting = true;
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = next.getElementById("dd-main");
      if (fresh && fresh.dataset.page !== main.dataset.page) { location.reload(); return; } // it has scripts of its own
      if (fresh && fresh.innerHTML !== main.dataset.shown) {
        const kept = { x: scrollX, y: scrollY, id: document.activeElement?.id, open: [...main.querySelectorAll("details")].map((each) => each.open) };
        const bare = fresh.innerHTML;
        main.replaceWith(fresh);
        fresh.dataset.shown = bare;
        document.title = next.title;
        fresh.querySelectorAll("details").forEach((each, at) => { if (kept.open[at] !== undefined) each.open = kept.open[at]; });
        for (const style of next.querySelectorAll("link[rel=stylesheet]"))
          if (!document.querySelector(`link[href="${CSS.escape(style.getAttribute("href"))}"]`)) document.head.append(style.cloneNode());
        designdocPage.shown(fresh);
        scrollTo(kept.x, kept.y);
        if (kept.id) document.getElementById(kept.id)?.focus({ preventScroll: true });
        said.textContent = `updated ${new Date().toLocaleTimeString()}`;
        document.documentElement.dataset.updates = String(Number(document.documentElement.dataset.updates ?? 0) + 1);
      }
    } catch { said.textContent = "the server does not answer"; }
    waiting = false;
    if (again) { again = false; refresh(); }
  };
  const events = new EventSource(new URL("/events", location.href));
  events.addEventListener("progress", (event) => { said.textContent = `reading documents: ${event.data}`; });
  events.addEventListener("changed", (event) => {
    if (event.data === "*") { said.textContent = "live"; document.dispatchEvent(new CustomEvent("designdoc-read")); }
    refresh();
  });
  events.addEventListener("error", () => { said.textContent = "the server does not answer; trying again"; });
  events.addEventListener("hello", () => { if (said.textContent.includes("does not answer") || document.getElementById("dd-main").dataset.page === "missing") { said.textContent = "live"; refresh(); } });
  addEventListener("pagehide", () => events.close());
})();
