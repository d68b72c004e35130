// What the frame of every page does with script: the menu of a small screen, and help that closes again. Every page
// works without it.
"use strict";
(function () {
  var button = document.querySelector("button.menu"), menu = document.getElementById("muc");
  if (button && menu) {
    button.hidden = false;
    var fold = function (folded) { menu.classList.toggle("folded", folded); button.setAttribute("aria-expanded", String(!folded)); };
    fold(true);
    button.addEventListener("click", function () { fold(!menu.classList.contains("folded")); });
  }
  function closeHints(except) {
    document.querySelectorAll("details.hint[open]").forEach(function (d) { if (d !== except) { d.open = false; } });
  }
  document.addEventListener("click", function (e) { closeHints(e.target.closest ? e.target.closest("details.hint") : null); });
  document.addEventListener("keydown", function (e) {
    var open = e.key === "Escape" && document.querySelector("details.hint[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
})();
