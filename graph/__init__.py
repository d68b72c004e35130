"""From values to knowledge: store, identity, resolution, findings, lineage, search. Knows no file format."""
