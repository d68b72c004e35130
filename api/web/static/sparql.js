// The SPARQL editor: Yasgui, vendored, asking only this server. It begins with the question that was chosen.
"use strict";
window.addEventListener("load", function () {
  var place = document.getElementById("yasgui"), button = document.getElementById("to-editor");
  if (!place || typeof Yasgui === "undefined") { return; }
  var editor = new Yasgui(place, { requestConfig: { endpoint: location.origin + "/sparql", method: "POST" }, copyEndpointOnNewTab: false, persistenceId: null, yasqe: { autocompleters: [], value: "PREFIX cc: <https://w3id.org/cancu/ontology#>\n\nSELECT ?plan ?work WHERE {\n  ?plan cc:misquotes ?work\n} LIMIT 100" } });
  if (place.contains(document.activeElement)) {  // the editor takes the focus as it wakes; the reader begins at the top
    document.activeElement.blur();
    if (!location.hash) { window.scrollTo(0, 0); }
  }
  if (!button) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    editor.getTab().setQuery(button.getAttribute("data-text"));
    place.scrollIntoView();
  });
});
