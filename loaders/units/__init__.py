"""Every body a document names, under its full name.

A plan writes "Sở", "Phòng VHTT", "UBND huyện": which body that is depends on the plan's own place. This package scans
the text for names of bodies (`mentions`), gives each its full canonical name (`full_names`, `Setting`), and gathers
them (`find_units`). It refuses to guess a place the document does not give: such a name stays as short as it is
written.
"""

from loaders.units.cells import CellWords
from loaders.units.find import find_units
from loaders.units.free import headed_names
from loaders.units.mentions import Mention, find_mentions
from loaders.units.scans import mend_names
from loaders.units.setting import Place, Setting, make_setting

__all__ = [
    "CellWords",
    "Mention",
    "Place",
    "Setting",
    "find_mentions",
    "find_units",
    "headed_names",
    "make_setting",
    "mend_names",
]
