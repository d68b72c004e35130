"""Who comes in: roles against routes, tokens, logging in, other sites, other names, and what every answer carries."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount
from starlette.websockets import WebSocketDisconnect

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.access.trail import Trail
from api.audited import AuditedService
from api.http.access import SESSION_COOKIE, Access
from api.http.app import create_app
from api.http.entrance import check_entrance
from api.http.needs import NEEDS, READS, need_of
from api.http.protect import HEADERS
from api.http.rates import Rates
from api.service import Service
from ontology.errors import SettingError
from tests.api.http.conftest import fill, plan

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OWN = {"Origin": "http://testserver"}
NAMES = [role.name for role in Role]


class Office:
    """A server that needs tokens, with one token of each role."""

    def __init__(self, folder: Path, **rules: Any) -> None:
        self.book, self.trail = TokenBook(folder / "t"), Trail(folder / "t")
        service = AuditedService(str(folder / "s"), self.trail)
        fill(service)
        made = {role.name: self.book.create(role.name, role) for role in Role}
        self.tokens = {name: secret for name, (_, secret) in made.items()}
        self.app = create_app(service, access=Access(tokens=self.book, trail=self.trail, **rules))
        self.client = TestClient(self.app, follow_redirects=False)

    def ask(self, method: str, path: str, role: str | None = None, **more: Any) -> Any:
        headers = {**({"Authorization": f"Bearer {self.tokens[role]}"} if role else {}), **more.pop("headers", {})}
        self.client.cookies.clear()
        return self.client.request(method, path, headers=headers, **more)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"))
    with made.client:
        yield made


def every_route(app: FastAPI) -> set[tuple[str, str]]:
    """Every method and path that the application answers."""
    found = set()
    for route in app.routes:
        if isinstance(route, Mount):
            found.add(("GET", route.path + "/{path:path}"))
        parts = route.effective_route_contexts() if hasattr(route, "effective_route_contexts") else [route]
        for part in parts:
            found.update((m, part.path) for m in getattr(part, "methods", None) or () if m not in ("HEAD", "OPTIONS"))
    return found


# ---------------------------------------------------------------- the table


def test_every_route_has_a_declared_need(office: Office) -> None:
    """A write that has no row works for administrators only: give it one in `api/http/needs.py`."""
    routes, rows = every_route(office.app), {(n.method, n.path) for n in NEEDS}
    assert len(routes) > 45
    assert len(rows) == len(NEEDS), "a row twice"
    assert not {(m, p) for m, p in routes if m not in READS} - rows
    met = {(need.method, need.path) for need in (need_of(m, p) for m, p in routes)}
    assert not rows - met, "rows of routes that are gone, or stand behind another"


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        ("POST", "/nowhere", Role.administrator),
        ("DELETE", "/api/v1/documents", Role.administrator),
        ("PUT", "/static/x", Role.administrator),
        ("GET", "/nowhere", Role.reader),
        ("HEAD", "/audit", Role.administrator),
        ("GET", "/audit\n", Role.administrator),  # the router's patterns take a last line feed
        ("GET", "/static/../audit", None),  # the router's word too: a file of that name is looked for, and is not there
        ("GET", "/Login", Role.reader),
    ],
)
def test_what_is_not_listed_stays_shut(method: str, path: str, role: Role | None) -> None:
    assert need_of(method, path).role is role


def test_the_roles_stand_in_their_order() -> None:
    assert NAMES == ["reader", "reviewer", "loader", "administrator"]
    assert sorted(Role) == list(Role)


# ---------------------------------------------------------------- roles against routes

UPDATE = {"content": "INSERT DATA {", "headers": {"Content-Type": "application/sparql-update"}}
MATRIX: list[tuple[str, str, dict[str, Any], str | None]] = [
    ("GET", "/api/v1/health", {}, None),
    ("GET", "/static/cancu.css", {}, None),
    ("GET", "/login", {}, None),
    ("GET", "/", {}, "reader"),
    ("GET", "/documents", {}, "reader"),
    ("GET", "/nowhere", {}, "reader"),
    ("GET", "/api/v1/documents", {}, "reader"),
    ("GET", "/api/v1/openapi.json", {}, "reader"),
    ("GET", "/api/v1/me", {}, "reader"),
    ("GET", "/sparql?query=ASK+%7B%7D", {}, "reader"),
    ("GET", "/ontology", {}, "reader"),
    ("GET", "/.well-known/void", {}, "reader"),
    ("POST", "/api/v1/check", {"files": {"file": ("a.txt", plan())}}, "reader"),
    ("POST", "/mark", {}, "reader"),
    ("POST", "/views", {"data": {"name": "x", "query": "state=open"}}, "reviewer"),
    ("POST", "/views/delete", {"data": {"name": "x"}}, "reviewer"),
    ("POST", "/review", {"data": {"finding": "x"}}, "reviewer"),
    ("POST", "/api/v1/reviews", {"json": {}}, "reviewer"),
    ("POST", "/load", {}, "loader"),
    ("POST", "/api/v1/load", {}, "loader"),
    ("POST", "/api/v1/register", {}, "loader"),
    ("POST", "/unload", {}, "loader"),
    ("GET", "/load/none", {}, "loader"),
    ("GET", "/register", {}, "loader"),
    ("GET", "/register/work/none", {}, "loader"),
    ("POST", "/register/propose", {}, "loader"),
    ("POST", "/register/decide", {"data": {"decision": "discard"}}, "loader"),
    ("POST", "/sparql", UPDATE, "loader"),
    ("GET", "/api/v1/audit", {}, "administrator"),
    ("GET", "/audit", {}, "administrator"),
    ("DELETE", "/api/v1/documents", {}, "reader"),  # nobody serves it: 405, whoever asks
    ("PATCH", "/graph-store", {}, "reader"),
    ("POST", "/nowhere", {}, "reader"),
    ("PUT", "/static/x", {}, "administrator"),
]


@pytest.mark.parametrize("role", [None, *NAMES])
@pytest.mark.parametrize(("method", "path", "more", "needed"), MATRIX, ids=lambda v: v if isinstance(v, str) else "")
def test_role_against_route(
    office: Office, method: str, path: str, more: dict[str, Any], needed: str | None, role: str | None
) -> None:
    answer = office.ask(method, path, role, **more)
    rank = NAMES.index(role) if role else -1
    if needed is not None and role is None:
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    elif needed is not None and rank < NAMES.index(needed):
        assert answer.status_code == 403
        assert set(answer.json()["message"]) == {"vi", "en"}
    else:
        assert answer.status_code not in (401, 403, 500)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_roles_hold_on_the_way_to_the_store(office: Office) -> None:
    assert office.ask("GET", "/api/v1/me", "loader").json()["role"] == "loader"
    assert office.ask("POST", "/api/v1/load", "loader", files={"files": ("a.txt", plan())}).status_code == 202


# ---------------------------------------------------------------- 401 and 403, for programs and for people


def test_a_program_is_told_in_both_languages(office: Office) -> None:
    answer = office.ask("GET", "/api/v1/documents")
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()["message"]) == {"vi", "en"}
    assert answer.headers["cache-control"] == "no-store"
    wrong = office.ask("GET", "/api/v1/documents", headers={"Authorization": "Bearer cancu_x"})
    assert 'error="invalid_token"' in wrong.headers["www-authenticate"]


@pytest.mark.parametrize(("lang", "words"), [("vi", "Đăng nhập"), ("en", "Log in")])
def test_a_person_gets_the_form(office: Office, lang: str, words: str) -> None:
    answer = office.ask("GET", f"/documents?lang={lang}&q=a", headers=BROWSER)
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text
    assert f'value="/documents?lang={lang}&amp;q=a"' in answer.text


@pytest.mark.parametrize("said", ["Basic YTpi", "Bearer", "bearer cancu_00000000_" + "a" * 43, "Bearer đ", "cancu_x"])
def test_what_is_no_token_is_refused(office: Office, said: str) -> None:
    assert office.ask("GET", "/api/v1/me", headers={"Authorization": said.encode()}).status_code == 401


def test_a_wrong_token_is_not_replaced_by_the_session_beside_it(office: Office) -> None:
    login(office, "reader")
    answer = office.client.get("/api/v1/me", headers={"Authorization": "Bearer cancu_00000000_" + "a" * 43})
    assert answer.status_code == 401


def test_revoking_shuts_out_at_once_token_and_session(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with office.client:
        login(office, "reviewer")
        assert office.client.get("/api/v1/me").status_code == 200
        TokenBook(tmp_path / "t").revoke("reviewer")  # by a command in another process
        assert office.client.get("/api/v1/me").status_code == 401
        assert office.ask("GET", "/api/v1/me", "reviewer").status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/me?token={}",
        "/?access_token={}",
        "/documents?q={}",
        "/vn/{}",
        "/documents?q=%63ancu_{}",
        "/api/v1/me?Token=1",
    ],
)
def test_a_token_in_an_address_is_never_taken(office: Office, path: str) -> None:
    secret = office.tokens["reader"]
    filled = path.format(secret.removeprefix("cancu_") if "%63" in path else secret)
    answer = office.ask("GET", filled, "reader")
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/TokenInAddress")
    assert secret not in answer.text


# ---------------------------------------------------------------- logging in


def login(office: Office, role: str, **headers: str) -> Any:
    office.client.cookies.clear()
    form = {"token": office.tokens[role], "back": "/documents"}
    return office.client.post("/login", data=form, headers={**OWN, **headers})


def test_a_session_instead_of_the_token(office: Office) -> None:
    answer = login(office, "reviewer")
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents")
    cookie = answer.headers["set-cookie"]
    assert office.tokens["reviewer"] not in cookie
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    page = office.client.get("/", headers=BROWSER)
    assert page.status_code == 200
    assert "reviewer" in page.text
    assert 'href="/load"' not in page.text  # nothing is offered that would be refused
    assert office.client.get("/load", headers=BROWSER).status_code == 403
    assert office.client.post("/logout", headers=OWN).status_code == 303
    assert office.client.get("/", headers=BROWSER).status_code == 401


def test_a_decision_carries_the_name_of_the_token(tmp_path: Path) -> None:
    """Not a name that its holder writes; on a machine of one person the name that is given."""
    office = Office(tmp_path)
    with office.client:
        found = office.ask("GET", "/api/v1/findings", "reader").json()["items"][0]["id"]
        said = {"finding": found, "decision": "confirmed", "reviewer": "Giả Danh"}
        assert office.ask("POST", "/api/v1/reviews", "reviewer", json=said).status_code == 204
        login(office, "loader")
        form = {"finding": found, "decision": "fixed", "reviewer": "Giả Danh"}
        assert office.client.post("/review", data=form, headers=OWN).status_code == 303
        page = office.client.get("/findings", headers=BROWSER).text
        assert 'value="loader" readonly' in page
        accepted = {"finding": found, "reviewer": "Giả Danh", "reason": "quen dùng"}
        rule = office.ask("POST", "/api/v1/rules", "administrator", json=accepted).json()
        withdrawn = office.ask("DELETE", f"/api/v1/rules/{rule['id']}?reviewer=Khác", "reviewer").json()
        names = {r["decision"]: r["by"] for r in office.ask("GET", "/api/v1/reviews", "reader").json()["items"]}
    assert names == {
        "confirmed": "reviewer", "fixed": "loader", "dismissed": "administrator", "reopened": "reviewer",
    }  # fmt: skip
    assert withdrawn["withdrawn_by"] == "reviewer"
    assert "Giả Danh" not in str(office.trail.entries())


def test_who_may_not_keep_a_view_is_not_offered_to(tmp_path: Path) -> None:
    office = Office(tmp_path)
    with office.client:
        view = "/findings?severity=error"
        login(office, "reviewer")
        form = {"name": "Lỗi nặng", "query": "severity=error"}
        assert office.client.post("/views", data=form, headers=OWN).status_code == 303
        offered = office.client.get(view, headers=BROWSER).text
        login(office, "reader")
        shown = office.client.get(view, headers=BROWSER).text
    assert 'action="/views"' in offered
    assert 'action="/views/delete"' in offered
    assert "Lỗi nặng" in shown
    assert 'action="/views' not in shown


def test_over_https_the_cookie_is_bound_to_it(tmp_path: Path) -> None:
    office = Office(tmp_path)
    client = TestClient(office.app, base_url="https://testserver", follow_redirects=False)
    with client:
        form = {"token": office.tokens["reader"]}
        answer = client.post("/login", data=form, headers={"Origin": "https://testserver"})
        assert answer.headers["set-cookie"].startswith(f"__Host-{SESSION_COOKIE}=")
        assert "Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]
        assert client.get("/api/v1/me").status_code == 200


def test_nobody_can_be_given_a_session_beforehand(office: Office) -> None:
    office.client.cookies.clear()
    office.client.cookies.set(SESSION_COOKIE, "chosen-by-somebody-else")
    form = {"token": office.tokens["reader"]}
    answer = office.client.post("/login", data=form, headers=OWN)
    assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]
    office.client.cookies.clear()
    office.client.cookies.set(SESSION_COOKIE, "chosen-by-somebody-else")
    assert office.client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
                                  "/\r\nX: 1", "evil", "\t//evil.example"])  # fmt: skip
def test_nobody_is_sent_elsewhere(office: Office, back: str) -> None:
    office.client.cookies.clear()
    answer = office.client.post("/login", data={"token": office.tokens["reader"], "back": back}, headers=OWN)
    assert answer.headers["location"] == "/"


def test_a_wrong_token_logs_nobody_in(office: Office) -> None:
    office.client.cookies.clear()
    answer = office.client.post("/login", data={"token": "cancu_no"}, headers={**OWN, **BROWSER})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "cancu_no" not in answer.text


def test_guessing_is_slowed_by_address(tmp_path: Path) -> None:
    office = Office(tmp_path, rates=Rates({"login": 3}))
    with office.client:
        statuses = [office.client.post("/login", data={"token": "x"}, headers=OWN).status_code for _ in range(5)]
        assert statuses == [401, 401, 401, 429, 429]
        wrong = office.ask("GET", "/api/v1/me", headers={"Authorization": "Bearer x"})
        assert wrong.status_code == 429
        assert office.ask("GET", "/api/v1/me", "reader").status_code == 200


# ---------------------------------------------------------------- other sites and other names


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {},  # a browser always says where a form comes from
    ],
)
@pytest.mark.parametrize("path", ["/review", "/load", "/unload", "/sparql", "/api/v1/reviews", "/logout", "/nowhere"])
def test_no_other_site_writes_with_a_session(office: Office, path: str, headers: dict[str, str]) -> None:
    login(office, "administrator")
    answer = office.client.post(path, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/ForeignRequest")


def test_no_other_site_logs_anybody_in(office: Office) -> None:
    assert login(office, "reader", Origin="http://evil.example").status_code == 403


def test_a_program_needs_no_origin(office: Office) -> None:
    answer = office.ask("POST", "/api/v1/check", "reader", files={"file": ("a.txt", plan())})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.1.5", "localhost@evil.example"]
)
def test_only_its_own_names_are_served(office: Office, host: str) -> None:
    assert office.ask("GET", "/api/v1/me", "reader", headers={"Host": host}).status_code == 421


def test_on_a_network_plain_addresses_and_named_hosts_are_served(tmp_path: Path) -> None:
    office = Office(tmp_path, any_address=True, hosts=("cancu.example.vn",))
    for host, status in {
        "192.168.1.5:8420": 200,
        "[::1]:8420": 200,
        "Cancu.Example.vn": 200,
        "evil.example": 421,
    }.items():
        assert office.ask("GET", "/api/v1/me", "reader", headers={"Host": host}).status_code == status


def test_cors_is_closed_until_opened(office: Office, tmp_path: Path) -> None:
    asking = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    closed = office.ask("OPTIONS", "/api/v1/documents", headers=asking)
    assert closed.status_code == 401
    assert not [name for name in closed.headers if name.startswith("access-control-")]
    opened = Office(tmp_path, origins=("https://a.example",))
    first = opened.ask("OPTIONS", "/api/v1/documents", headers=asking)
    assert (first.status_code, first.headers["access-control-allow-origin"]) == (204, "https://a.example")
    assert "Authorization" in first.headers["access-control-allow-headers"]
    read = opened.ask("GET", "/api/v1/documents", "reader", headers={"Origin": "https://a.example"})
    assert read.headers["access-control-allow-origin"] == "https://a.example"
    assert "Origin" in read.headers["vary"]
    assert "access-control-allow-credentials" not in {**first.headers, **read.headers}
    login(opened, "loader")  # a cookie that a browser may send along within one site
    assert opened.client.post("/unload", headers={"Origin": "https://a.example"}).status_code == 403
    other = opened.ask("GET", "/api/v1/documents", "reader", headers={"Origin": "https://b.example"})
    assert "access-control-allow-origin" not in other.headers


# ---------------------------------------------------------------- opening


def test_without_tokens_a_machine_is_its_persons(tmp_path: Path) -> None:
    book = TokenBook(tmp_path / "t")
    with TestClient(create_app(Service(str(tmp_path / "s")), access=Access(tokens=book))) as client:
        assert client.get("/api/v1/me").json()["role"] == "administrator"
        update = {"Content-Type": "application/sparql-update"}
        assert client.post("/sparql", content="DROP ALL", headers=update).status_code == 403
        proxied = client.get("/api/v1/me", headers={"X-Forwarded-For": "10.0.0.9"})
        assert (proxied.status_code, proxied.json()["type"]) == (401, "/problems/ProxyWithoutTokens")
        book.create("a", Role.reader)
        assert client.get("/api/v1/me").status_code == 401
        book.revoke("a")
        assert client.get("/api/v1/me").status_code == 401  # once closed it does not open by itself


def test_tokens_can_be_asked_for_always(tmp_path: Path) -> None:
    access = Access(tokens=TokenBook(tmp_path / "t"), always=True)
    with TestClient(create_app(Service("memory:"), access=access)) as client:
        assert client.get("/api/v1/me").status_code == 401


def test_a_damaged_list_shuts_the_server(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (tmp_path / "t" / "tokens.json").write_text("{")
    answer = office.ask("GET", "/api/v1/me", "administrator")
    assert (answer.status_code, str(tmp_path) in answer.text) == (503, False)


def test_what_the_server_may_listen_on(tmp_path: Path) -> None:
    book = TokenBook(tmp_path)
    check_entrance("127.0.0.1", book.tokens(), always=False)
    for host, always in (("0.0.0.0", False), ("::", False), ("10.0.0.1", False), ("127.0.0.1", True)):
        with pytest.raises(SettingError, match="cancu token create"):
            check_entrance(host, book.tokens(), always=always)
    book.create("a", Role.reader)
    check_entrance("0.0.0.0", book.tokens(), always=False)
    book.revoke("a")
    for host in ("0.0.0.0", "127.0.0.1"):
        with pytest.raises(SettingError):
            check_entrance(host, book.tokens(), always=False)


# ---------------------------------------------------------------- how often, how much


def test_costly_work_is_counted_by_token_and_told(tmp_path: Path) -> None:
    now = [0.0]
    office = Office(tmp_path, rates=Rates({"sparql": 2}, clock=lambda: now[0]))
    with office.client:
        first = office.ask("GET", "/sparql?query=ASK+%7B%7D", "reader")
        assert (first.status_code, first.headers["ratelimit"]) == (200, '"sparql";r=1;t=30')
        assert first.headers["ratelimit-policy"] == '"sparql";q=2;w=60'
        office.ask("GET", "/sparql?query=ASK+%7B%7D", "reader")
        third = office.ask("GET", "/sparql?query=ASK+%7B%7D", "reader")
        assert (third.status_code, third.headers["retry-after"]) == (429, "30")
        assert third.headers["content-type"] == "application/problem+json"
        assert set(third.json()["message"]) == {"vi", "en"}
        assert office.ask("GET", "/sparql?query=ASK+%7B%7D", "loader").status_code == 200
        assert office.ask("GET", "/api/v1/documents", "reader").status_code == 200
        now[0] = 31
        assert office.ask("GET", "/sparql?query=ASK+%7B%7D", "reader").status_code == 200


def test_the_person_at_the_machine_is_counted_only_when_asked_for(tmp_path: Path) -> None:
    for asked, last in ((False, 200), (True, 429)):
        access = Access(rates=Rates({"search": 1}), rates_when_open=asked)
        with TestClient(create_app(Service(str(tmp_path / "s")), access=access)) as client:
            statuses = [client.get("/api/v1/search?q=a").status_code for _ in range(2)]
        assert statuses == [200, last]


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", ["/api/v1/check", "/check", "/sparql", "/api/v1/reviews"])
def test_too_much_is_not_read(tmp_path: Path, path: str, chunked: bool) -> None:
    access = Access(plain_bytes=10_000, file_bytes=10_000)
    body = b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n" + b"a" * 50_000 + b"\r\n--x--\r\n"
    with TestClient(create_app(Service(str(tmp_path / "s")), access=access)) as client:
        sent = iter([body[i : i + 5000] for i in range(0, len(body), 5000)]) if chunked else body
        answer = client.post(path, content=sent, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


# ---------------------------------------------------------------- what every answer carries


def unchanged(client: TestClient) -> Any:
    client.get("/")  # the store begins
    return client.get("/api/v1/units", headers={"If-None-Match": client.get("/api/v1/units").headers["etag"]})


@pytest.mark.parametrize("status", [200, 303, 304, 400, 404, 405, 413, 421, 422, 500])
def test_every_answer_is_protected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    def fail(_service: Service) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(Service, "audit_register", fail)
    app = create_app(Service(str(tmp_path / "s")))
    asks: dict[int, Callable[[TestClient], Any]] = {
        200: lambda c: c.get("/"),
        303: lambda c: c.post("/logout"),
        304: lambda c: unchanged(c),
        400: lambda c: c.get("/sparql?query=x"),
        404: lambda c: c.get("/nowhere"),
        405: lambda c: c.put("/documents"),
        413: lambda c: c.post("/sparql", content=b"x" * 3_000_000),
        421: lambda c: c.get("/", headers={"Host": "evil.example"}),
        422: lambda c: c.get("/api/v1/documents?limit=0"),
        500: lambda c: c.get("/api/v1/register/audit"),
    }
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        answer = asks[status](client)
    assert answer.status_code == status
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "secret words" not in answer.text
    assert "Cookie" in answer.headers["vary"]
    assert "public" not in answer.headers["cache-control"]


def test_what_one_reads_is_not_kept_for_another(office: Office) -> None:
    one = office.ask("GET", "/api/v1/documents", "reader")
    assert one.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {v.strip() for v in one.headers["vary"].split(",")}
    other = office.ask("GET", "/api/v1/documents", "loader", headers={"If-None-Match": one.headers["etag"]})
    assert other.status_code == 200


def test_no_socket_passes_unguarded(office: Office) -> None:
    with pytest.raises(WebSocketDisconnect), office.client.websocket_connect("/"):
        pass


# ---------------------------------------------------------------- the trail


def test_writes_by_http_carry_the_tokens_name_and_no_secret(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    office = Office(tmp_path)
    with office.client:
        job = office.ask("POST", "/api/v1/load", "loader", files={"files": ("c.txt", plan(number="77"))}).json()
        while office.ask("GET", job["href"], "loader").json()["state"] not in ("done", "failed"):
            pass
        login(office, "reader")
        office.client.post("/login", data={"token": "cancu_wrong-words"}, headers=OWN)
        entries = office.ask("GET", "/api/v1/audit", "administrator").json()
        page = office.ask("GET", "/audit", "administrator", headers=BROWSER)
    loaded = next(e for e in entries if e["action"] == "load" and e["token"])
    assert (loaded["who"], loaded["what"]["files"], loaded["outcome"]) == ("loader", ["c.txt"], "done")
    assert [e["outcome"] for e in entries if e["action"] == "login"] == ["refused", "done"]
    assert "c.txt" in page.text
    kept = caplog.text + (tmp_path / "t" / "trail.jsonl").read_text() + page.text
    for secret in (*office.tokens.values(), "cancu_wrong-words"):
        assert secret not in kept
