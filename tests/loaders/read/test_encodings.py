"""Text files in every encoding that Vietnamese offices have used."""

import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.read import read_bytes
from loaders.read.encodings import decode_text, from_tcvn3, from_vni
from ontology.errors import LoadError
from ontology.values import Text
from tests.loaders.read.made import PLAN

TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam. Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn kÕ ho¹ch nµy."
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. UÛy ban nhaân daân tænh giao caùc sôû, ngaønh thöïc hieän."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_utf8_is_untouched(newline: str) -> None:
    raw = PLAN.replace("\n", newline)
    text = read_bytes("a.txt", raw.encode())
    assert text.raw == raw
    assert text.source.encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16-be"),
        (PLAN.encode("utf-16-le"), "utf-16"),
        (PLAN.encode("utf-16-be"), "utf-16"),
    ],
)
def test_unicode_forms(data: bytes, encoding: str) -> None:
    text = read_bytes("a.txt", data)
    assert text.raw == PLAN
    assert text.source.encoding == encoding


def to_1258(raw: str) -> bytes:
    """Windows-1258 writes the tones as marks after the vowel."""
    out = bytearray()
    for char in raw:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
            vowel = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tone))
            out += vowel.encode("cp1258") + "".join(tone).encode("cp1258")
    return bytes(out)


def test_windows_1258() -> None:
    text = read_bytes("a.txt", to_1258(PLAN))
    assert text.source.encoding == "windows-1258"
    assert unicodedata.normalize("NFC", text.raw) == unicodedata.normalize("NFC", PLAN)


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (
            TCVN3.encode("latin-1"),
            "tcvn3",
            "Cộng hoà xã hội chủ nghĩa Việt Nam. Uỷ ban nhân dân tỉnh giao các sở, ngành",
        ),
        (VNI.encode("cp1252"), "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam. Ủy ban nhân dân tỉnh giao các sở, ngành"),
    ],
)
def test_legacy_encodings(data: bytes, encoding: str, says: str) -> None:
    text = read_bytes("a.txt", data)
    assert text.source.encoding == encoding
    assert text.raw.startswith(says)


def test_a_file_cut_inside_a_letter_is_still_utf8() -> None:
    data = PLAN.encode()
    cut = next(i for i in range(len(data) - 20, 0, -1) if data[i] >= 0xC0) + 1
    text = read_bytes("a.txt", data[:cut])
    assert text.source.encoding == "utf-8"
    assert text.raw.rstrip("\ufffd") == data[: cut - 1].decode()


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    found = decode_text(data)
    assert found is None or isinstance(found[0], str)


def outcome_of(data: bytes) -> Text | LoadError:
    try:
        return read_bytes("a.txt", data)
    except LoadError as error:
        return error


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_a_load_error(data: bytes) -> None:
    outcome = outcome_of(data)
    assert outcome.raw if isinstance(outcome, Text) else outcome.data["file"] == "a.txt"


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_mean_themselves_in_legacy_fonts(raw: str) -> None:
    assert from_tcvn3(raw) == raw
    assert from_vni(raw) == raw


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("X· T¢N TH¦îNG", "XÃ TÂN THƯỢNG"),
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("TM. ñY BAN NH¢N D¢N", "TM. ỦY BAN NHÂN DÂN"),
        ("Së TNMT ñy quyÒn", "Sở TNMT ủy quyền"),
        ("Sè: 09/KH-UBND", "Số: 09/KH-UBND"),
        ("UBND x· §«ng S¬n", "UBND xã Đông Sơn"),
    ],
)
def test_a_capitals_font_is_read_as_it_was_drawn(drawn: str, read: str) -> None:
    assert from_tcvn3(drawn) == read
