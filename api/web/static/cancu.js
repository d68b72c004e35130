// Small conveniences; every page works without them.
"use strict";
(function () {
  document.querySelectorAll("form.drop").forEach(function (drop) {
    var file = drop.querySelector("input[type=file]");
    ["dragover", "dragenter"].forEach(function (name) { drop.addEventListener(name, function (e) { e.preventDefault(); drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("over"); }); });
    drop.addEventListener("drop", function (e) { e.preventDefault(); if (e.dataTransfer.files.length) { file.files = e.dataTransfer.files; file.dispatchEvent(new Event("change")); } });
  });
  // A file field and a day in the language of the page: a browser shows both in its own.
  document.querySelectorAll(".file").forEach(function (place) {
    var input = place.querySelector("input"), chosen = place.querySelector(".chosen");
    function say() {
      var some = input.files;
      chosen.textContent = !some.length ? chosen.getAttribute("data-none") : some.length === 1 ? some[0].name : some.length + " " + chosen.getAttribute("data-many");
    }
    place.classList.add("drawn");
    place.querySelectorAll("[hidden]").forEach(function (words) { words.hidden = false; });
    input.addEventListener("change", say);
    window.addEventListener("pageshow", say);
    say();
  });
  if (new Date(2001, 10, 22).toLocaleDateString(navigator.language).indexOf("22") === 0) { return; }  // as written here
  document.querySelectorAll("input[type=date]").forEach(function (input) {
    var label = document.querySelector("label[for='" + input.id + "']"), day = document.createElement("span");
    if (!label) { return; }
    function say() { day.textContent = input.value ? " " + input.value.split("-").reverse().join("/") : ""; }
    day.className = "day";
    label.appendChild(day);
    input.addEventListener("input", say);
    window.addEventListener("pageshow", say);
    say();
  });
})();
