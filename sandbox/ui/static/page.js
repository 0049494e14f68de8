// What a page needs beside htmx: the focus after a change of page, and notes that keep themselves.
(function () {
  "use strict";
  function focus() {
    var target = document.getElementById("errors") || document.querySelector("[data-outcome]") || document.querySelector("h1");
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    if (target.id === "errors") target.scrollIntoView({ block: "nearest" }); else window.scrollTo(0, 0);
  }
  function current() {
    document.querySelectorAll(".systems,.tabs").forEach(function (bar) {
      var here = bar.querySelector("[aria-current]");
      if (here && here.offsetLeft + here.offsetWidth > bar.clientWidth) bar.scrollLeft = here.offsetLeft - 12;
    });
  }
  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.target === document.body) { focus(); current(); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    current();
    var errors = document.getElementById("errors");
    if (errors) errors.focus();
  });
  document.addEventListener("htmx:sendError", function () { document.body.classList.add("offline"); });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful || event.detail.xhr.status) document.body.classList.remove("offline");
  });
  document.addEventListener("change", function (event) {
    var form = event.target.closest && event.target.closest("form[data-keeps]");
    if (!form) return;
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Kept": "1" } })
      .then(function (answer) {
        var said = form.querySelector("[data-kept]");
        if (said) said.textContent = answer.ok ? said.getAttribute("data-kept") : said.getAttribute("data-unkept");
      }, function () {});
  });
})();
