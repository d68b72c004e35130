"""Formats and negotiation of the endpoint, each against an independent reader."""

import io

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.negotiate import choose_type
from api.sparql.results import format_boolean, format_graph, format_rows

_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
_term = st.one_of(
    st.builds(lambda n: ox.NamedNode(f"http://x.example/{n}"), st.integers(0, 99)),
    st.builds(ox.Literal, _text),
    st.builds(lambda t: ox.Literal(t, language="vi"), _text),
    st.builds(ox.Literal, st.integers()),
    st.none(),
)


@given(st.lists(st.tuples(_term, _term), max_size=5))
@pytest.mark.parametrize("format_", ["json", "xml", "tsv"])
def test_rows_are_read_back(format_: str, rows: list[tuple[ox.NamedNode | ox.Literal | None, ...]]) -> None:
    data = format_rows(["a", "b"], rows, format_)
    kind = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    back = ox.parse_query_results(io.BytesIO(data), format=kind[format_])
    assert isinstance(back, ox.QuerySolutions)
    assert [(s["a"], s["b"]) for s in back] == rows


def test_white_space_comes_back_from_xml() -> None:
    words = [" ", "  a ", "a\rb", "\n", "a\tb "]
    data = format_rows(["a"], [(ox.Literal(w),) for w in words], "xml")
    back = ox.parse_query_results(io.BytesIO(data), format=ox.QueryResultsFormat.XML)
    assert isinstance(back, ox.QuerySolutions)
    assert [s["a"] for s in back] == [ox.Literal(w) for w in words]


def test_csv_quotes_what_it_must() -> None:
    data = format_rows(["a"], [(ox.Literal('x,"y"\nz'),)], "csv").decode()
    assert data == 'a\r\n"x,""y""\nz"\r\n'


@pytest.mark.parametrize("value", [True, False])
def test_booleans_are_read_back(value: bool) -> None:
    for format_, kind in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        back = ox.parse_query_results(io.BytesIO(format_boolean(value, format_)), format=kind)
        assert isinstance(back, ox.QueryBoolean)
        assert bool(back) is value


@pytest.mark.parametrize("format_", ["turtle", "nt", "xml", "json-ld"])
def test_graphs_are_read_back(format_: str) -> None:
    triple = ox.Triple(ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal("Kế hoạch", language="vi"))
    graph = rdflib.Graph().parse(data=format_graph([triple], format_, {"x": "http://x/"}), format=format_)
    assert list(graph) == [
        (rdflib.URIRef("http://x/s"), rdflib.URIRef("http://x/p"), rdflib.Literal("Kế hoạch", lang="vi"))
    ]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("text/turtle;q=0.1, application/ld+json;q=0.9", "application/ld+json"),
        ("application/ld+json;q=0, */*;q=0.1", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=abc", None),
    ],
)
def test_negotiation(accept: str | None, chosen: str | None) -> None:
    assert choose_type(accept, ["text/turtle", "application/ld+json"]) == chosen
