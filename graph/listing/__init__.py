"""Lists of what the store holds, in order, filtered and counted, page by page: a projection in SQLite.

A SPARQL store sorts and counts by reading everything. The lists of a national store (20,000 documents with their tasks
and findings) are therefore kept beside it, ordered by index, and follow its changes document by document
(`graph.changes`). Nothing is told here that the store does not say, and the file may be deleted at any time.
"""

from graph.listing.follow import Lists, open_lists
from graph.listing.look import FindingFilter, Look
from graph.listing.pages import Key, Page

__all__ = ["FindingFilter", "Key", "Lists", "Look", "Page", "open_lists"]
