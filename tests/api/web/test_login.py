"""Logging in with a real browser: the form, what is offered to whom, the trail; without script errors, axe-clean."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.access.trail import Trail
from api.audited import AuditedService
from api.http.access import Access
from api.http.app import create_app
from tests.api.http.conftest import fill
from tests.api.web.test_browser import _axe

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that is logged in nowhere."""
    context = browser.new_context()
    made, failed = context.new_page(), list[str]()
    made.on("console", lambda m: failed.append(m.text) if m.type == "error" else None)
    made.on("pageerror", lambda e: failed.append(str(e)))
    yield made
    context.close()
    assert [words for words in failed if "status of 4" not in words] == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[Role, str]]]:
    folder = tmp_path_factory.mktemp("office")
    book, trail = TokenBook(folder / "t"), Trail(folder / "t")
    tokens = {role: book.create(role.name, role)[1] for role in Role}
    trail.add("load", "done", {"files": ["a.txt"], "changed": 1})
    service = AuditedService(str(folder / "s"), trail)
    fill(service)
    app = create_app(service, access=Access(tokens=book, trail=trail))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", tokens
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_from_the_form_to_the_trail_and_out(
    page: Page,
    office: tuple[str, dict[Role, str]],
    root: Path,
    lang: str,
) -> None:
    address, tokens = office
    page.goto(f"{address}/documents?lang={lang}")
    assert _axe(page, root) == []
    assert page.locator("nav.main a").count() == 0  # nothing is offered to nobody
    page.fill("#token", "cancu_wrong")
    page.click("main button")
    assert page.locator("[role=alert]").count() == 1
    page.fill("#token", tokens[Role.administrator])
    page.click("main button")
    page.wait_for_url("**/documents?**")
    page.goto(f"{address}/findings?lang={lang}")
    assert page.locator('form[action="/review"]').count() > 1
    assert page.evaluate("document.cookie") == ""
    page.click(".who a")
    assert "a.txt" in page.content()
    assert _axe(page, root) == []
    page.click(".who button")
    page.wait_for_url("**/login")
    page.goto(address + "/documents")
    assert page.locator("#token").count() == 1


def test_a_reader_is_offered_no_loading(page: Page, office: tuple[str, dict[Role, str]]) -> None:
    address, tokens = office
    page.goto(address + "/")
    page.fill("#token", tokens[Role.reader])
    page.click("main button")
    page.wait_for_selector(".who")
    assert page.locator('nav.main a[href="/load"]').count() == 0
    assert page.locator('nav.main a[href="/documents"]').count() == 1
    assert page.locator('.who a[href="/audit"]').count() == 0
    page.goto(address + "/findings")
    assert page.locator('form[action="/review"]').count() == 0
    answer = page.goto(address + "/load")
    assert answer is not None
    assert answer.status == 403
    assert page.locator("[role=alert]").count() == 1
