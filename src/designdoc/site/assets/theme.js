"use strict";
// Before the page is painted: the colours that were chosen, where the browser keeps such things.
try {
  const theme = localStorage.getItem("designdoc-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* no storage: as the system has them */ }
document.documentElement.classList.add("scripted");
