// Small conveniences; every page works without them.
"use strict";
(function () {
  var drop = document.getElementById("drop");
  if (drop) {
    var file = document.getElementById("file");
    ["dragover", "dragenter"].forEach(function (name) { drop.addEventListener(name, function (e) { e.preventDefault(); drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("over"); }); });
    drop.addEventListener("drop", function (e) { e.preventDefault(); if (e.dataTransfer.files.length) { file.files = e.dataTransfer.files; } });
  }
})();
