"""Citations: every mention of another document, as it is written, and what was passed over with the reason why.

`find_citations` is the door; `explain` says why one citation was read so. The package reads repaired text and gives
spans into it; the record's maker carries them back to the raw text. It refuses to correct: a wrong date stays as
written.
"""

from loaders.citations.detector import skip_foot
from loaders.citations.explain import explain
from loaders.citations.find import find_citations

__all__ = ["explain", "find_citations", "skip_foot"]
