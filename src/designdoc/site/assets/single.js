"use strict";
// A site in one file: pages wait in templates, and the part behind # says which is shown.
(() => {
  const pages = new Map();
  for (const each of document.querySelectorAll("template[data-path]")) pages.set(each.dataset.path, each);
  let current = "index.html";
  const show = (path, anchor) => {
    const page = pages.get(path);
    if (!page) return false;
    const main = document.createElement("main");
    main.id = "dd-main";
    main.tabIndex = -1;
    main.dataset.page = page.dataset.name;
    main.append(page.content.cloneNode(true));
    current = path;
    document.title = page.dataset.title;
    document.getElementById("dd-main").replaceWith(main);
    for (const link of document.querySelectorAll("nav[aria-label=Pages] a"))
      if (link.getAttribute("href") === path) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    designdocPage.shown(main);
    const target = anchor && document.getElementById(anchor);
    if (target) { target.scrollIntoView(); } else { scrollTo(0, 0); main.focus({ preventScroll: true }); }
    return true;
  };
  const route = () => {
    const [path, anchor] = location.hash.replace(/^#\/?/, "").split("#").map(decodeURIComponent);
    if (path && pages.has(path)) show(path, anchor);
    else if (!path) show("index.html");
    else document.getElementById(path)?.scrollIntoView();
  };
  designdocPage.go = (url) => {
    const there = new URL(url, `https://site.invalid/${current}`);
    const path = decodeURIComponent(there.pathname.slice(1));
    const hash = `#/${encodeURI(path)}${there.hash}`;
    if (there.host !== "site.invalid" || !pages.has(path)) return false;
    if (location.hash === hash) route(); else location.hash = hash;
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute("href") ?? link.href?.baseVal;
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return;
    if (href.startsWith("#")) {
      event.preventDefault();
      const target = document.getElementById(decodeURIComponent(href.slice(1)));
      target?.scrollIntoView();
      target?.focus?.();
      return;
    }
    if (designdocPage.go(href)) event.preventDefault();
  });
  addEventListener("hashchange", route);
  document.addEventListener("DOMContentLoaded", route);
})();
