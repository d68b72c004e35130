// Small conveniences; every page works without them.
"use strict";
(function () {
  document.querySelectorAll("form.drop").forEach(function (drop) {
    var file = drop.querySelector("input[type=file]");
    ["dragover", "dragenter"].forEach(function (name) { drop.addEventListener(name, function (e) { e.preventDefault(); drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("over"); }); });
    drop.addEventListener("drop", function (e) { e.preventDefault(); if (e.dataTransfer.files.length) { file.files = e.dataTransfer.files; } });
  });
})();
