// Sending a draft with its progress shown, and waiting for the check. Without script the form posts and the page
// reloads itself until the check is done.
"use strict";
(function () {
  var form = document.getElementById("drop"), waiting = document.querySelector("[data-stage]");
  function follow(href, shown) {
    fetch(href + "/stage", { headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : { stage: "failed" };
    }).then(function (now) {
      if (now.stage === "done" || now.stage === "failed") { location.replace(href); return; }
      shown(now.stage);
      setTimeout(function () { follow(href, shown); }, 300);
    }).catch(function () { location.replace(href); });
  }
  if (waiting) {
    follow(waiting.getAttribute("data-stage").replace(/\/stage$/, ""), function (stage) {
      waiting.querySelectorAll("[data-step]").forEach(function (step) {
        var here = step.getAttribute("data-step") === stage;
        step.classList.toggle("now", here);
        step.classList.toggle("past", !here && stage === "judging");
        if (here) { step.setAttribute("aria-current", "step"); } else { step.removeAttribute("aria-current"); }
      });
    });
  }
  if (!form || !window.fetch || !window.FormData) { return; }
  var working = document.getElementById("working"), failed = document.getElementById("failed");
  var bar = working.querySelector("progress");
  function say(stage) {
    working.hidden = false;
    working.querySelectorAll("[data-words]").forEach(function (w) { w.hidden = w.getAttribute("data-words") !== stage; });
    if (stage !== "sending") { bar.removeAttribute("value"); }
  }
  function fail(words) {
    working.hidden = true;
    form.querySelector("button[type=submit]").disabled = false;
    failed.textContent = words || failed.getAttribute("data-words");
    failed.hidden = false;
  }
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    failed.hidden = true;
    form.querySelector("button[type=submit]").disabled = true;
    say("sending");
    var request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = function (p) {
      if (p.lengthComputable) { bar.max = p.total; bar.value = p.loaded; }
      if (p.loaded === p.total) { say("reading"); }
    };
    request.onload = function () {
      var told = request.response || {};
      if (request.status === 202 && told.href) { say("reading"); follow(told.href, say); return; }
      fail(told.message && told.message[document.documentElement.lang]);
    };
    request.onerror = function () { fail(); };
    request.send(new FormData(form));
  });
  window.addEventListener("pageshow", function () {
    working.hidden = true;
    form.querySelector("button[type=submit]").disabled = false;
  });
})();
