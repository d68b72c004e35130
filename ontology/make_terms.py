"""Write `terms.py` from `cancu.ttl`: `python -m ontology.make_terms`.

Classes keep their names (`Citation`), properties and individuals are in capitals (`CITED_WORK`, `ROLE_SELF`). A test
holds the file to what this would write. It refuses two terms that would have one name.
"""

import re
from importlib.resources import files
from pathlib import Path

from ontology.vocabulary import NAMESPACE, VocabularyTerm, vocabulary

_HEAD = '''"""IRIs of the vocabulary as constants, written by `python -m ontology.make_terms` from `cancu.ttl`.

Classes keep their names (`Citation`), properties and individuals are in capitals (`CITED_WORK`, `ROLE_SELF`).
"""

CC = "{namespace}"
'''


def constant_name(term: VocabularyTerm) -> str:
    """What a term is called in Python.

    >>> from ontology.vocabulary import vocabulary
    >>> constant_name(next(t for t in vocabulary() if t.name == "citedWork"))
    'CITED_WORK'
    """
    if term.kind == "class":
        return term.name
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", term.name).replace("-", "_").upper()


def terms_text() -> str:
    """The whole of `terms.py`."""
    lines = [_HEAD.format(namespace=NAMESPACE)]
    seen: set[str] = set()
    for kind, heading in (
        ("class", "Classes"),
        ("object_property", "Properties from thing to thing"),
        ("datatype_property", "Properties from thing to value"),
        ("annotation_property", "Properties to either"),
        ("individual", "Individuals"),
    ):
        lines.append(f"# {heading}")
        for term in (t for t in vocabulary() if t.kind == kind):
            name = constant_name(term)
            if name in seen:
                raise ValueError(f"two terms would be called {name}")
            seen.add(name)
            lines.append(f'{name} = CC + "{term.name}"')
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write the file beside this one."""
    Path(str(files("ontology") / "terms.py")).write_text(terms_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
