// The button of a page that is made for paper; the browser's own printing also saves it as a PDF.
"use strict";
document.querySelectorAll("[data-print]").forEach(function (button) {
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
});
