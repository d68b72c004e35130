// Small conveniences; every page works without them.
"use strict";
(function () {
  var drop = document.getElementById("drop");
  if (drop) {
    var file = document.getElementById("file"), working = document.getElementById("working");
    ["dragover", "dragenter"].forEach(function (name) { drop.addEventListener(name, function (e) { e.preventDefault(); drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("over"); }); });
    drop.addEventListener("drop", function (e) { e.preventDefault(); if (e.dataTransfer.files.length) { file.files = e.dataTransfer.files; } });
    drop.addEventListener("submit", function () { if (working) { working.hidden = false; } });
  }
  var findings = Array.prototype.slice.call(document.querySelectorAll("[data-finding]")), now = -1;
  function go(step) {
    if (!findings.length) { return; }
    if (now >= 0) { findings[now].classList.remove("now"); }
    now = (now + step + findings.length) % findings.length;
    var chosen = findings[now], link = chosen.querySelector("a[href^='#c']");
    chosen.classList.add("now");
    chosen.focus({ preventScroll: true });
    chosen.scrollIntoView({ block: "nearest" });
    document.querySelectorAll("mark.now").forEach(function (m) { m.classList.remove("now"); });
    if (link) {
      var mark = document.getElementById(link.getAttribute("href").slice(1));
      if (mark) { mark.classList.add("now"); mark.scrollIntoView({ block: "center" }); }
    }
  }
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) { return; }
    if (e.key === "n") { go(1); } else if (e.key === "p") { go(-1); }
  });
})();
