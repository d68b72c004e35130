"""Settings: where each value comes from, and what is refused before anything is done with it."""

from pathlib import Path

import pytest

from api import settings
from api.settings import SETTINGS, pass_on, read_settings
from ontology.errors import SettingError


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting from outside, and none that an earlier test passed on."""
    for row in SETTINGS:
        monkeypatch.delenv("CANCU_" + row.name.upper(), raising=False)
    monkeypatch.delenv("CANCU_CONFIG", raising=False)
    monkeypatch.setattr(settings, "_PASSED_ON", {})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def test_each_value_names_its_true_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path("cancu.toml").write_text('base = "https://van-ban.example/"\nport = 9000\n', encoding="utf-8")
    monkeypatch.setenv("CANCU_WORKERS", "3")
    for name in ("lang", "base", "store"):
        monkeypatch.setenv("CANCU_" + name.upper(), "")
    pass_on("lang")
    pass_on("base")
    pass_on("store", "memory:")
    read = read_settings()
    assert read["lang"] == ("vi", "default")
    assert read["base"] == ("https://van-ban.example/", "file")
    assert read["port"] == ("9000", "file")
    assert read["store"] == ("memory:", "flag")
    assert read["workers"] == ("3", "environment")


@pytest.mark.parametrize(
    "line",
    ['port = "abc"', "port = 99999", "port = 0", "query_seconds = -5", "query_rows = 0", "store = 5", "port = true",
     'base = "not an iri"', 'base = "https://a.example"', "port = 1.5", 'lang = "fr"', "unknown = 1",
     'store = "ftp://a.example/"'],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(line: str) -> None:
    Path("cancu.toml").write_text(line, encoding="utf-8")
    with pytest.raises(SettingError) as refused:
        read_settings()
    assert line.split(" =")[0] in refused.value.message.vi
    assert line.split(" =")[0] in refused.value.message.en
    assert "cancu.toml" in refused.value.message.vi


def test_a_value_of_the_environment_that_cannot_be_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_PORT", "abc")
    with pytest.raises(SettingError, match="CANCU_PORT"):
        read_settings()


def test_a_settings_file_that_is_named_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_CONFIG", "nowhere.toml")
    with pytest.raises(SettingError, match=r"nowhere\.toml"):
        read_settings()


def test_every_number_has_its_bounds_and_its_default_lies_within() -> None:
    numbers = {row.name for row in SETTINGS if row.default.isdigit()}
    assert numbers == set(settings._NUMBERS)
    read_settings()
