"""What moves in the exploring file: where it looks at first, and groups that open and fold.

Two hundred boxes fitted into a window are a thin strip that nobody can read, so the file never looks from further away
than letters stay legible: it fits the width, begins at the top, and keeps the document asked for in sight.
"""

import json
from collections.abc import Mapping

_SCRIPT = """<script>
(function () {
  var FOLDED = __FOLDED__, FOCUS = __FOCUS__, LEGIBLE = 0.75, RIM = 30, home = {};
  function within(at, low, high) { return low > high ? (low + high) / 2 : Math.min(Math.max(at, low), high); }
  function look(ids, at) {
    var frame = document.getElementById("mynetwork"), wide = frame.clientWidth, high = frame.clientHeight;
    var left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    ids.forEach(function (id) {
      var box = network.getBoundingBox(id);
      left = Math.min(left, box.left - RIM); right = Math.max(right, box.right + RIM);
      top = Math.min(top, box.top - RIM); bottom = Math.max(bottom, box.bottom + RIM);
    });
    var whole = Math.min(wide / (right - left), high / (bottom - top));
    var scale = Math.min(1, whole >= LEGIBLE ? whole : Math.max(LEGIBLE, wide / (right - left)));
    var across = wide / scale / 2, down = high / scale / 2, y = top + down;
    if (at.y + 2 * RIM > y + down) { y = at.y; }
    network.moveTo({
      position: { x: within(at.x, left + across, right - across), y: within(y, top + down, bottom - down) },
      scale: scale
    });
  }
  function seen() { return nodes.getIds({ filter: function (node) { return !node.hidden; } }); }
  network.once("afterDrawing", function () {  // a box has a size once it was drawn
    setTimeout(function () { look(seen(), network.getPosition(FOCUS)); }, 0);
  });
  network.redraw();
  network.on("click", function (click) {
    var group = click.nodes[0], members = click.nodes.length === 1 ? FOLDED[group] : null;
    if (!members) { return; }
    var hide = !nodes.get(members[0]).hidden, first = network.getPosition(members[0]);
    if (!hide) { home[group] = network.getPosition(group); }
    var at = hide ? home[group] : { x: first.x, y: first.y - 110 };  // an open group stands above its members
    nodes.update(members.map(function (id) { return { id: id, hidden: hide }; }));
    nodes.update({ id: group, x: at.x, y: at.y });
    look(hide ? seen() : members.concat(group), at);
  });
}());
</script>"""


def write_script(inside: Mapping[int, list[int]], focus: int) -> str:
    """The script of a file: the members of each group, and the document asked for, by their numbers."""
    folded = json.dumps(inside, separators=(",", ":"))
    return _SCRIPT.replace("__FOLDED__", folded, 1).replace("__FOCUS__", str(focus), 1)
