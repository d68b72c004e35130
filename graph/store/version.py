"""The store's version, and the door: `open_store` opens, starts, migrates or refuses.

A new store is marked with the version of its form. An older one is migrated step by step when it is opened for writing;
a newer one is refused, because this program would not understand it.
"""

from collections.abc import Callable

from pyoxigraph import Literal, Quad

from graph.names import cc, graph_named, whole
from graph.store import embedded, local, migrate
from graph.store.seam import Change, Store
from ontology.errors import StoreError, StoreOutdated

VERSION = 4
MIGRATIONS: dict[int, Callable[[Store], None]] = {  # from this version to the next
    1: migrate.add_edition_keys,
    2: migrate.add_series_keys,
    3: migrate.add_day_keys,
}


def open_engine(where: str, *, read_only: bool = False, wait: float = embedded.WAIT_SECONDS) -> Store:
    """The bare store, its version not looked at."""
    if where == "memory:":
        return local.MemoryStore(read_only=read_only)
    if where.startswith(("http://", "https://")):
        from graph.store import endpoint  # brings an HTTP client, which takes long to import

        return endpoint.EndpointStore(where, read_only=read_only)
    return embedded.EmbeddedStore(where, read_only=read_only, wait=wait)


def open_store(where: str, *, read_only: bool = False, wait: float = embedded.WAIT_SECONDS) -> Store:
    """A store to work with: a directory, `memory:` or the URL of a SPARQL 1.1 endpoint."""
    store = open_engine(where, read_only=read_only, wait=wait)
    try:
        _check_version(store)
    except BaseException:
        store.close()
        raise
    return store


def version_of(store: Store) -> int | None:
    """The version a store says it has; None for a new one."""
    found = store.match(graph_named("store"), cc("storeVersion"), None, graph_named("store"))
    return int(found[0].object.value) if found and isinstance(found[0].object, Literal) else None


def _check_version(store: Store) -> None:
    version = version_of(store)
    if version is None and not store.read_only:
        store.apply(Change(insert=(_mark(VERSION),)))
        store.publish()
        version = VERSION
    if version is not None and version > VERSION:
        raise StoreError(
            f"Kho thuộc phiên bản {version}, mới hơn chương trình này ({VERSION}). Hãy nâng cấp cancu.",
            f"The store has version {version}, newer than this program ({VERSION}). Upgrade cancu.",
        )
    while version is not None and version < VERSION:
        if store.read_only:
            raise StoreOutdated(
                "Kho thuộc phiên bản cũ. Hãy mở một lần để ghi (cancu verify) để nâng cấp.",
                "The store has an older version. Open it once for writing (cancu verify) to migrate it.",
            )
        MIGRATIONS[version](store)
        store.apply(Change(delete=(_mark(version),), insert=(_mark(version + 1),)))
        store.publish()
        version += 1
    if version is not None:
        _check_union(store)


def _check_union(store: Store) -> None:
    """A plain pattern must see every graph."""
    if not store.ask("ASK { $store $version ?v }", store=graph_named("store"), version=cc("storeVersion")):
        raise StoreError(
            "Máy chủ SPARQL không gộp các đồ thị vào đồ thị mặc định. Hãy bật tuỳ chọn đó "
            "(oxigraph serve --union-default-graph; Fuseki: unionDefaultGraph).",
            "The SPARQL server does not answer over the union of its graphs. Switch that on "
            "(oxigraph serve --union-default-graph; Fuseki: unionDefaultGraph).",
        )


def _mark(version: int) -> Quad:
    return Quad(graph_named("store"), cc("storeVersion"), whole(version), graph_named("store"))
