"""A corpus of our own writing: an invented province, its plans over three years, and the errors planted in them.

Nothing here is a real document of a real office. `sources/` holds what was written, one readable file a document, with
citations and planted errors marked in place; `python -m examples.build` makes the office files in `corpus/` and
`drafts/` and the answer key `key.json`.
"""
