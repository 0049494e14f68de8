// The reviewer's keys: j and k go through the timeline, Enter on an entry opens its screen, n and p the next and previous run.
(function () {
  "use strict";
  if (window.reviewKeys) return;
  window.reviewKeys = true;
  var typing = /^(INPUT|TEXTAREA|SELECT)$/;
  function move(step) {
    var links = Array.prototype.slice.call(document.querySelectorAll("[data-jump]"));
    if (!links.length) return;
    var at = links.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
    links.forEach(function (one) { one.closest("li").classList.remove("at"); });
    links[next].closest("li").classList.add("at");
    links[next].focus();
    links[next].scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing.test(event.target.tagName)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else {
      var link = document.querySelector('[data-key="' + event.key.replace(/[^a-z]/g, "") + '"]');
      if (link) link.click();
      return;
    }
    event.preventDefault();
  });
})();
