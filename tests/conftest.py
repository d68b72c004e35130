"""What every test may need: the parts of the system, and the owner's documents.

A test that needs a part carries its marker. Absent the part it skips and says so; under CI it fails, so that a green
run has run everything.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed; under CI the same cases run every time, so that a change is judged and not the luck of a draw.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

_PARTS: dict[str, tuple[str, bool]] = {
    "chromium": ("chromium", shutil.which("chromium") is not None),
    "tesseract": (
        "tesseract-ocr-vie",
        any(Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")),
    ),
    "java": ("default-jre-headless", shutil.which("java") is not None),
    "virtuoso": ("virtuoso-opensource-7", shutil.which("virtuoso-t") is not None),
    "libreoffice": ("libreoffice-writer-nogui", shutil.which("soffice") is not None),
    "fonts": ("fonts-dejavu-core", Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf").exists()),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for part, (package, there) in _PARTS.items():
        if item.get_closest_marker(part) and not there:
            reason = f"{part} is not on this machine; install it with: apt-get install {package}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("the owner's documents (../shared) are not beside this checkout")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the owner's documents."""
    if not SHARED.is_dir():
        pytest.skip("the owner's documents (../shared) are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads the settings, or writes to the store, of whoever runs it."""
    for name in [n for n in os.environ if n.startswith("CANCU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CANCU_CONFIG", os.devnull)
    monkeypatch.setenv("CANCU_STATE", str(tmp_path_factory.getbasetemp() / "state"))
