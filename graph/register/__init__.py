"""The register: what official lists say of documents, kept as it came, with its source.

`rows` reads CSV and JSON Lines, `import_` writes rows into the register graph and brings the works up to date,
`expired` reads the yearly lists of documents no longer in force, `audit` names rows that contradict each other or
themselves.
"""
