// The SPARQL editor: Yasgui, vendored, asking only this server.
"use strict";
window.addEventListener("load", function () {
  var place = document.getElementById("yasgui");
  if (!place || typeof Yasgui === "undefined") { return; }
  var editor = new Yasgui(place, { requestConfig: { endpoint: location.origin + "/sparql", method: "POST" }, copyEndpointOnNewTab: false, persistenceId: null, yasqe: { autocompleters: [] } });
  var button = document.getElementById("to-editor"), name = document.getElementById("name");
  button.addEventListener("click", function () {
    editor.getTab().setQuery(name.selectedOptions[0].getAttribute("data-text"));
    place.scrollIntoView();
  });
});
