// Walking from finding to finding by keyboard. One-letter keys can be switched off (WCAG 2.1.4), never act inside a
// field, and Escape gives the reader back the place that had the focus before. Up and Down walk only while a finding
// itself has the focus, so that they scroll everywhere else.
"use strict";
(function () {
  var findings = Array.prototype.slice.call(document.querySelectorAll("[data-finding]")), now = -1, before = null;
  var hint = document.querySelector("[data-keys]");
  if (!hint || !findings.length) { return; }
  var choice = hint.querySelector("[data-keys-on]");
  function kept(value) {
    try { if (value !== undefined) { localStorage.setItem("cancu-keys", value); } return localStorage.getItem("cancu-keys"); } catch (e) { return null; }
  }
  choice.parentElement.hidden = false;
  choice.checked = kept() !== "off";
  choice.addEventListener("change", function () { kept(choice.checked ? "on" : "off"); });
  function leave() {
    findings.forEach(function (f) { f.classList.remove("now"); });
    document.querySelectorAll("mark.now").forEach(function (m) { m.classList.remove("now"); });
  }
  function go(to) {
    if (now < 0) { before = document.activeElement; }
    leave();
    now = (to + findings.length) % findings.length;
    var chosen = findings[now], link = chosen.querySelector("a[href^='#c']");
    chosen.classList.add("now");
    chosen.focus({ preventScroll: true });
    chosen.scrollIntoView({ block: "nearest" });
    var mark = link && document.getElementById(link.getAttribute("href").slice(1));
    if (mark) { mark.classList.add("now"); mark.scrollIntoView({ block: "center" }); }
  }
  function tick() {
    var box = now >= 0 && findings[now].querySelector("input[type=checkbox]");
    if (box) { box.click(); }
  }
  function review() {
    var form = now >= 0 && findings[now].querySelector("details[data-review]");
    if (!form) { return; }
    form.open = true;
    var fields = Array.prototype.slice.call(form.querySelectorAll("form[action='/review'] input[type=text]"));
    (fields.filter(function (f) { return !f.value; })[0] || form.querySelector("button")).focus();
  }
  var all = document.querySelector("[data-tick-all]"), boxes = document.querySelectorAll("input[form=bulk][name=finding]");
  if (all && boxes.length) {  // how many are ticked, and all of a page at once
    var whole = all.querySelector("input"), said = all.querySelector("[data-words]");
    var count = function () {
      var ticked = document.querySelectorAll("input[form=bulk][name=finding]:checked").length;
      whole.checked = ticked === boxes.length;
      whole.indeterminate = ticked > 0 && ticked < boxes.length;
      said.textContent = said.dataset.words + ": " + ticked;
    };
    all.hidden = false;
    whole.addEventListener("change", function () { boxes.forEach(function (b) { b.checked = whole.checked; }); count(); });
    boxes.forEach(function (b) { b.addEventListener("change", count); });
    count();
  }
  document.addEventListener("focusin", function (e) {
    var at = findings.indexOf(e.target.closest ? e.target.closest("[data-finding]") : null);
    if (at >= 0 && at !== now) { leave(); now = at; findings[at].classList.add("now"); }
  });
  document.addEventListener("keydown", function (e) {
    if (e.key === "Escape" && now >= 0) {
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) { findings[now].focus(); return; }
      leave(); now = -1;
      if (before && before.focus) { before.focus(); }
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.isContentEditable) { return; }
    var box = e.target.type === "checkbox";
    if (!box && /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) { return; }
    var onOne = findings.indexOf(e.target) >= 0;
    if (onOne && e.key === "ArrowDown" || choice.checked && (e.key === "n" || e.key === "j")) { go(now + 1); }
    else if (onOne && e.key === "ArrowUp" || choice.checked && (e.key === "p" || e.key === "k")) { go(now < 0 ? -1 : now - 1); }
    else if (choice.checked && e.key === "x") { tick(); return; }
    else if (choice.checked && e.key === "o") { review(); }
    else { return; }
    e.preventDefault();
  });
})();
