// Why a figure is what it is opens beneath its row, and closes again; a form that is sent twice by a double click is sent once.
// Without this file a figure leads to a page of its own, and the server tells the second sending that the first has been done.
"use strict";
(() => {
  const rows = new Map(); // by the link of a figure: the row that it has opened
  const opened = (link) => rows.get(link)?.isConnected && rows.get(link);

  const close = (link) => {
    rows.get(link).remove();
    rows.delete(link);
    link.setAttribute("aria-expanded", "false");
    link.focus();
  };
  const closeFrom = (element) => {
    const row = element.closest?.(".why-row");
    const link = row && [...rows.keys()].find((each) => rows.get(each) === row);
    if (link) close(link);
    return Boolean(link);
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!opened(event.detail.elt)) return;
    event.preventDefault();
    close(event.detail.elt);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const link = event.detail.requestConfig?.elt;
    const row = link?.closest("tr")?.nextElementSibling;
    if (!row?.matches(".why-row") || !link.matches(".open")) return;
    rows.set(link, row);
    link.setAttribute("aria-expanded", "true");
    row.querySelector("section").focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) closeFrom(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && closeFrom(event.target)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (Date.now() - (form.dataset.sentAt ?? 0) < 5000) event.preventDefault();
    else form.dataset.sentAt = Date.now();
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sentAt; // come back to: it may be sent again
  });
  // The server cannot be reached: the browser says so better than a link that does nothing.
  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.boosted) location.assign(event.detail.pathInfo.finalRequestPath);
  });
})();
