// What the frame of every page does with script: the menu and the filters of a small screen, help that closes again, and the
// middle of a wide picture. Every page works without it.
"use strict";
(function () {
  var button = document.querySelector("button.menu"), menu = document.getElementById("muc");
  if (button && menu) {
    button.hidden = false;
    var fold = function (folded) { menu.classList.toggle("folded", folded); button.setAttribute("aria-expanded", String(!folded)); };
    fold(true);
    button.addEventListener("click", function () { fold(!menu.classList.contains("folded")); });
  }
  if (window.matchMedia("(max-width: 760px)").matches) {  // on a small screen what was asked for comes before how to ask
    document.querySelectorAll("details.roomy[open]").forEach(function (d) { d.open = false; });
  }
  var picture = document.querySelector(".picture"), focus = picture && picture.querySelector("#focus");
  if (focus) {  // a wide picture begins where its subject is
    var inner = focus.getBoundingClientRect(), outer = picture.getBoundingClientRect();
    picture.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
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
