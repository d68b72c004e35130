// The SPARQL editor of Yasgui, vendored, over the field of the form: colours, folding, brackets. Its own check of syntax is
// off: it knows no prefix that needs no declaration, and speaks English; the server says what is wrong. The form sends the query, so that answers look as those of any other question. Tab leaves the editor: no trap.
"use strict";
window.addEventListener("load", function () {
  var field = document.getElementById("q"), form = field && field.form;
  if (!field || typeof Yasgui === "undefined") { return; }
  var place = document.createElement("div"), label = document.querySelector("label[for=q]");
  place.className = "light";
  field.after(place);
  var editor = new Yasgui.Yasqe(place, {
    value: field.value, persistenceId: null, autocompleters: [], showQueryButton: false, createShareableLink: null,
    syntaxErrorCheck: false, resizeable: false, editorHeight: "18rem", lineWrapping: true
  });
  field.hidden = true;
  field.required = false;
  editor.getInputField().setAttribute("aria-label", label.textContent);
  label.removeAttribute("for");
  var scroller = editor.getScrollerElement(), size = editor.getScrollInfo();
  if (size.height > size.clientHeight) {  // what is scrolled is reached by keyboard too
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", label.textContent);
  }
  var send = function () { field.value = editor.getValue(); };
  form.addEventListener("submit", send);
  editor.addKeyMap({ "Ctrl-Enter": function () { send(); form.submit(); }, "Cmd-Enter": function () { send(); form.submit(); }, Tab: false, "Shift-Tab": false });
  if (place.contains(document.activeElement)) {  // the editor takes the focus as it wakes; the reader begins at the top
    document.activeElement.blur();
    if (!location.hash) { window.scrollTo(0, 0); }
  }
});
