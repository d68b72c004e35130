"""Clean texts that may repeat a scanned draft: those that share its works, the rarer ones counting more."""

from dataclasses import replace

from graph.load import load_records
from graph.siblings import find_siblings
from graph.store import open_store
from tests.graph.samples import PROVINCE, nosy_judge, record

RARE = ("08/KH-UBND", "2024-01-08", PROVINCE, None, "implements")
COMMON = ("76/NQ-CP", "2021-07-15", "Chính phủ", None, "legal_basis")


def test_the_documents_that_share_the_rarer_works_come_first_and_scans_never() -> None:
    store = open_store("memory:")
    own = record("directive", type="Kế hoạch", number="08/KH-UBND", date="2024-01-08", issuer=PROVINCE)
    follower = record("follower", RARE, COMMON, type="Kế hoạch", number="3/KH-SNV", date="2024-02-01")
    others = [record(f"other {n}", COMMON, type="Kế hoạch", number=f"{n}/KH-STC", date="2024-02-01") for n in range(3)]
    scan = record("scan", RARE, COMMON, type="Kế hoạch", number="9/KH-SYT", date="2024-02-03")
    scan = replace(scan, text=replace(scan.text, scanned=True))
    load_records(store, [own, follower, *others, scan], judge=nosy_judge)
    works = store.select(
        "PREFIX cc: <https://w3id.org/cancu/ontology#> SELECT DISTINCT ?w WHERE { ?c cc:citedWork ?w }"
    ).column("w")
    found = find_siblings(store, works)
    assert found[0] == follower.text.raw
    assert set(found) == {follower.text.raw, *(o.text.raw for o in others)}
    assert find_siblings(store, works, most=1) == (follower.text.raw,)
    assert find_siblings(store, []) == ()
