"""The words: OWL vocabulary, shapes, reference tables, value types, identifiers, reasoning.

The lowest floor. It knows no file format, no store and no server; every other floor speaks its values.
"""
