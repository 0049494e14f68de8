// The class board that keeps itself fresh: every data-refresh seconds its part of the page is fetched and put in place.
(function () {
  "use strict";
  if (window.boardFresh) return;
  window.boardFresh = true;
  var waited = 0;
  function renew(board) {
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : "";
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-refresh]");
      if (!fresh || !board.isConnected || board.contains(document.activeElement)) return;
      fresh = document.importNode(fresh, true);
      board.replaceWith(fresh);
      if (window.htmx) window.htmx.process(fresh);
    }, function () {});
  }
  setInterval(function () {
    var board = document.querySelector("[data-refresh]");
    if (!board || document.hidden) { waited = 0; return; }
    waited += 1;
    if (waited < Number(board.dataset.refresh)) return;
    waited = 0;
    renew(board);
  }, 1000);
})();
