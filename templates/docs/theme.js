// Part of the discovery-codegen reference, copied verbatim into every output. Do not edit.
// @ts-check
// Runs before anything is painted, so that a chosen theme does not flash.
"use strict";
(() => {
  const { documentElement } = document;
  documentElement.classList.add("js");
  try {
    const theme = localStorage.getItem("discovery-docs-theme");
    if (theme === "light" || theme === "dark")
      documentElement.dataset["theme"] = theme;
  } catch {
    // A browser may keep nothing for pages from disk.
  }
})();
