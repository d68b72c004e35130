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
  var english = document.documentElement.lang === "en";
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function words(day) {
    if (english) { return new Date(day[0], day[1] - 1, day[2]).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }); }
    return two(day[2]) + "/" + (day[1] < 3 ? two(day[1]) : day[1]) + "/" + day[0];
  }
  document.querySelectorAll("input[type=date]").forEach(function (input) {
    var label = document.querySelector("label[for='" + input.id + "']"), day = document.createElement("span"), over = document.createElement("span");
    if (!label) { return; }
    function say() {  // over the field while nobody types in it, beside its name while somebody does
      var shown = input.value ? words(input.value.split("-").map(Number)) : "";
      day.textContent = shown ? " " + shown : "";
      over.setAttribute("data-shown", shown || (english ? "dd/mm/yyyy" : "ngày/tháng/năm"));
    }
    day.className = "day";
    label.appendChild(day);
    over.className = "dated";
    input.parentNode.insertBefore(over, input);
    over.appendChild(input);
    input.addEventListener("input", say);
    window.addEventListener("pageshow", say);
    say();
  });
})();
