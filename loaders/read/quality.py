"""How far the characters of a text can be believed: a cheap score of being Vietnamese.

A Vietnamese word is one syllable, and a syllable is an onset and a rime from short closed lists, under a tone that its
ending allows. `is_syllable` tests that form; `vietnamese_share` is the share of a text's words that pass, which tells
legible text from a bad scan and one legacy encoding from another. It refuses to judge words it cannot (numbers,
abbreviations in capitals, addresses) and it is no lexicon: a wrong syllable of right form passes.

>>> is_syllable("quyết"), is_syllable("quyét"), is_syllable("hoac")
(True, False, False)
"""

import re
import string
import unicodedata
from functools import lru_cache

_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
y yên yêm yêng yêt yêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
oc oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uy uya uych uyn uynh uyt uyu uyp uyên uyêt uê uêch uênh uêu uơ uơt uân uâng uât uây
uôc uôi uôm uôn uông uôt uao ươ ưa ư ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_ONSETS, _RIMES = _ONSET_LIST.split(), _RIME_LIST.split()
_STOPS = ("c", "ch", "p", "t")
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SHAPES = frozenset(onset + rime for onset in ("", *_ONSETS) for rime in _RIMES) | {"giêng", "giêt", "gin", "gi"}
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|www\.|@)\S*")  # tried once a word, so that a very long word costs no more
# Words that stand in every administrative text, without their marks: a bad scan keeps their skeleton.
_OFFICE_WORDS = re.compile(
    r"\b(?:nghi quy?et|quyet dinh|ke hoach|cong van|thong tu|nghi dinh|chi thi|bao cao|to trinh|thong bao|"
    r"uy ban|nhan dan|can cu|noi nhan|huong dan|co quan|doc lap|viet nam|cong hoa)\b"
)
_PLAIN_LETTERS = string.ascii_letters.encode()
_APART = re.compile("[\u0300-\u036f]")  # marks that stand apart from their letter
_FEW_LETTERS = 40  # with fewer nothing can be told of the language


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word has the form of a Vietnamese syllable, marks included."""
    tone, base = "", []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            if tone:
                return False
            tone = _TONES[char]
        else:
            base.append(char)
    shape = unicodedata.normalize("NFC", "".join(base))
    if shape not in SHAPES:
        return False
    return not shape.endswith(_STOPS) or tone in ("s", "j")


def without_addresses(text: str) -> str:
    """The text without web and mail addresses, which most texts have not."""
    return _ADDRESS.sub(" ", text) if "://" in text or "www." in text or "@" in text else text


@lru_cache(maxsize=2)
def judged_words(text: str) -> tuple[str, ...]:
    """The words that can be judged: not addresses, not capitals abbreviating something, not single letters."""
    found = _WORD.findall(without_addresses(text))
    return tuple(w for w in found if len(w) > 1 and not (w.isupper() and len(w) < 6) and not _has_capital_within(w))


def _has_capital_within(word: str) -> bool:
    return not word[1:-1].islower() and any(map(str.isupper, word[1:-1]))


def vietnamese_share(text: str) -> float:
    """The share of the words that have the form of Vietnamese syllables, 0 to 1; 1 where nothing can be judged."""
    words = judged_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def mark_share(text: str) -> float:
    """The share of the letters that carry a Vietnamese mark: about 0.28 in a legible text."""
    letters = sum(map(str.isalpha, text))
    plain = text.encode("ascii", "ignore")
    bare = len(plain) - len(plain.translate(None, _PLAIN_LETTERS))
    return (letters - bare + len(_APART.findall(text))) / letters if letters else 0.0


def text_quality(text: str, *, sample: int = 200_000) -> float:
    """How far the characters can be believed, 0 to 1, judged on three stretches of a long text."""
    if len(text) > sample:
        third, half = sample // 3, len(text) // 2
        text = text[:third] + text[half : half + third] + text[-third:]
    words = judged_words(text)
    if len(words) < 5:
        return 1.0
    share = sum(map(is_syllable, words)) / len(words)
    return round(share * min(1.0, mark_share(text) / 0.18), 4)


def says_enough(text: str) -> bool:
    """Whether there are words enough to tell a Vietnamese text from the remains of something else."""
    return sum(map(str.isalpha, text[:4096])) >= _FEW_LETTERS


def looks_vietnamese(text: str) -> bool:
    """Whether anything in the text speaks for a Vietnamese document. Lenient: short and badly scanned texts pass."""
    sample = text if len(text) < 400_000 else text[:200_000] + text[-200_000:]
    letters = sum(map(str.isalpha, sample))
    if letters < _FEW_LETTERS:
        return letters > 0
    if mark_share(sample) > 0.04 and vietnamese_share(sample) > 0.25:
        return True
    plain = unicodedata.normalize("NFD", sample.lower().replace("đ", "d"))
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    return len(_OFFICE_WORDS.findall(plain)) >= max(1, letters // 100_000)
