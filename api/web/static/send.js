// Sending files with their progress shown, and following the work that they begin. Without script the forms post, and
// the page that follows the work reloads itself until it is done.
"use strict";
(function () {
  var ended = { done: 1, failed: 1 };
  function follow(href, shown) {
    fetch(href + "/stage", { headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : { stage: "failed" };
    }).then(function (now) {
      if (ended[now.stage]) { location.replace(href); return; }
      shown(now);
      setTimeout(function () { follow(href, shown); }, 300);
    }).catch(function () { location.replace(href); });
  }
  document.querySelectorAll("[data-stage]").forEach(function (place) {
    var bar = place.querySelector("progress"), count = place.querySelector("[data-count]");
    follow(place.getAttribute("data-stage").replace(/\/stage$/, ""), function (now) {
      var steps = place.querySelectorAll("[data-step]"), past = true;
      steps.forEach(function (step) {
        var here = step.getAttribute("data-step") === now.stage;
        if (here) { past = false; }
        step.classList.toggle("now", here);
        step.classList.toggle("past", past);
        if (here) { step.setAttribute("aria-current", "step"); } else { step.removeAttribute("aria-current"); }
      });
      if (now.total) { bar.max = now.total; bar.value = now.done; }
      if (count) { count.textContent = now.total ? now.done + "/" + now.total : String(now.rows || ""); }
    });
  });
  if (!window.fetch || !window.FormData) { return; }
  document.querySelectorAll("form[data-send]").forEach(function (form) {
    var working = form.querySelector("[data-working]"), failed = form.querySelector("[data-failed]");
    var bar = working.querySelector("progress"), button = form.querySelector("button[type=submit]");
    function say(stage) {
      working.hidden = false;
      working.querySelectorAll("[data-words]").forEach(function (w) { w.hidden = w.getAttribute("data-words") !== stage; });
    }
    function busy(now) {
      say(working.querySelector("[data-words='" + now.stage + "']") ? now.stage : "reading");
      if (now.total) { bar.max = now.total; bar.value = now.done; } else { bar.removeAttribute("value"); }
    }
    function fail(words) {
      working.hidden = true;
      button.disabled = false;
      failed.textContent = words || failed.getAttribute("data-failed");
      failed.hidden = false;
    }
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      failed.hidden = true;
      button.disabled = true;
      say("sending");
      var request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.onprogress = function (p) {
        if (p.lengthComputable) { bar.max = p.total; bar.value = p.loaded; }
        if (p.loaded === p.total) { busy({ stage: "reading" }); }
      };
      request.onload = function () {
        var told = request.response || {};
        if (request.status === 202 && told.href) { busy({ stage: "reading" }); follow(told.href, busy); return; }
        fail(told.message && told.message[document.documentElement.lang]);
      };
      request.onerror = function () { fail(); };
      request.send(new FormData(form));
    });
    window.addEventListener("pageshow", function () { working.hidden = true; button.disabled = false; });
  });
})();
