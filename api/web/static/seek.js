// Documents under the header's box while one types, arrows through them, Escape closes; Enter searches, as without.
"use strict";
(function () {
  var form = document.querySelector("form.seek"), most = 7;
  if (!form) { return; }
  var field = form.querySelector("input[type=search]"), hints = document.getElementById("seek-hints");
  var told = document.getElementById("seek-told"), waiting = 0, asked = null;
  var close = function () { hints.hidden = true; told.textContent = ""; };
  var hint = function (hit) {
    var item = document.createElement("li"), link = document.createElement("a"), of = hit.querySelector("h2 a");
    var about = hit.querySelector("p[lang]");
    link.href = of.getAttribute("href");
    link.textContent = of.textContent + (about ? " · " + about.textContent : "");
    item.append(link);
    return item;
  };
  var look = function () {
    if (asked) { asked.abort(); }
    var words = field.value.trim(), mine = new AbortController();
    asked = mine;
    if (words.length < 2) { close(); return; }
    fetch("/search?in=work&part=1&q=" + encodeURIComponent(words), { signal: mine.signal, headers: { Accept: "text/html" } }).then(function (answer) {
      return answer.text();
    }).then(function (text) {
      var found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-told]");
      if (mine.signal.aborted || !found || !form.contains(document.activeElement)) { return; }
      var items = Array.prototype.slice.call(found.querySelectorAll(".found > li"), 0, most).map(hint);
      hints.replaceChildren.apply(hints, items);
      hints.hidden = !items.length;
      told.textContent = found.getAttribute("data-told");
    }).catch(function () { /* the button still asks */ });
  };
  field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(look, 200); });
  hints.addEventListener("mousedown", function (e) { e.preventDefault(); });  // the field keeps the focus until the click
  form.addEventListener("focusout", function (e) { if (!form.contains(e.relatedTarget)) { close(); } });
  form.addEventListener("keydown", function (e) {
    if (hints.hidden || (e.key !== "ArrowDown" && e.key !== "ArrowUp" && e.key !== "Escape")) { return; }
    var links = Array.prototype.slice.call(hints.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    var next = e.key === "Escape" ? -1 : at + (e.key === "ArrowDown" ? 1 : -1);
    e.preventDefault();
    (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
    if (e.key === "Escape") { close(); }
  });
})();
