// Hits while one types, arrows through them, and copying; every page works without.
"use strict";
(function () {
  var form = document.querySelector("form[data-live]");
  if (form) {
    var field = form.querySelector("input[type=search]"), place = document.getElementById(form.getAttribute("data-live"));
    var told = document.getElementById(place.id + "-told"), waiting = 0, asked = null;
    var address = function () {
      var said = new URLSearchParams(new FormData(form));
      Array.from(said.keys()).forEach(function (name) { if (!said.get(name)) { said.delete(name); } });
      return form.getAttribute("action") + "?" + said;
    };
    var look = function () {
      if (asked) { asked.abort(); }
      asked = new AbortController();
      var here = address(), mine = asked;
      if (!form.checkValidity()) { return; }
      fetch(here + "&part=1", { signal: mine.signal, headers: { Accept: "text/html" } }).then(function (answer) {
        return answer.text();
      }).then(function (text) {
        var found = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
        if (mine.signal.aborted || !found || !found.hasAttribute("data-told")) { return; }
        place.replaceChildren(found);
        told.textContent = found.getAttribute("data-told");
        history.replaceState(null, "", here);
      }).catch(function () { /* the button still asks */ });
    };
    var soon = function () { clearTimeout(waiting); waiting = setTimeout(look, 150); };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    document.addEventListener("keydown", function (e) {
      if (e.key !== "ArrowDown" && e.key !== "ArrowUp" && e.key !== "Escape") { return; }
      var links = Array.prototype.slice.call(place.querySelectorAll("li > a, li h2 > a"));
      var at = links.indexOf(document.activeElement), inField = document.activeElement === field;
      if (!links.length || (at < 0 && !inField) || (inField && e.key !== "ArrowDown")) { return; }
      e.preventDefault();
      var next = e.key === "Escape" ? -1 : at + (e.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
    });
  }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var words = document.getElementById(button.getAttribute("data-copy")), said = document.getElementById("copy-told");
    var tell = function (done) { said.textContent = button.getAttribute(done ? "data-done" : "data-failed") + (done ? ": " + words.textContent : "."); };
    var select = function () {
      var range = document.createRange(), chosen = getSelection();
      range.selectNodeContents(words);
      chosen.removeAllRanges();
      chosen.addRange(range);
      return document.execCommand("copy");  // where the page is not served securely there is no clipboard
    };
    button.hidden = false;
    button.addEventListener("click", function () {
      if (!navigator.clipboard) { tell(select()); return; }
      navigator.clipboard.writeText(words.textContent).then(function () { tell(true); }, function () { tell(select()); });
    });
  });
})();
