"""What a stranger's query may not do, however it is spelled."""

import pytest

from graph.store.guard import refuse_remote
from ontology.errors import QueryError


@pytest.mark.parametrize(
    ("text", "outbound"),
    [
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", True),
        ("select * {service silent ?g {}}", True),
        ("LOAD <http://x/>", True),
        ("# hi\nload silent <http://x/> into graph <http://y/>", True),
        ("SELECT * { ?s <http://x/#> ?o . SERVICE <http://x/> {} }", True),
        ("SELECT ?service { ?service a <http://x/SERVICE> }", False),
        ("SELECT * { ?s ?p 'SERVICE' , \"LOAD\" , '''it's LOAD''' }", False),
        ("PREFIX load: <http://x/> SELECT * { ?s load:SERVICE ?o }", False),
        ("SELECT * { ?s ?p ?o } # SERVICE", False),
        ("SELECT * { ?s ?p ?o.SERVICE <u:x> {} }", True),
        ("SELECT * { ?s ?p 1SERVICE <u:x> {} }", True),
        ('SELECT * { ?s ?p "a\\"b" . SERVICE <u:x> {} }', True),
    ],
)
def test_outbound(text: str, outbound: bool) -> None:
    if outbound:
        with pytest.raises(QueryError):
            refuse_remote(text)
    else:
        refuse_remote(text)
