"""Why a citation was read so, in words for the reader."""

from ontology.errors import Message
from ontology.values import Citation

_DOUBTS = {
    "footnote": ("năm có một chữ số chú thích dính liền", "a footnote's number is glued to the year"),
    "garbled_year": ("năm viết hỏng, không đọc ra ngày", "the year is garbled, no date is read"),
    "short_year": ("năm viết hai chữ số", "the year has two digits"),
    "type_shared": ("loại văn bản lấy từ đầu danh sách", "the type is that of the head of the list"),
    "date_shared": ("ngày chung của danh sách", "the date is shared by the list"),
    "issuer_shared": ("cơ quan ban hành chung của danh sách", "the issuer is shared by the list"),
    "subject_shared": ("trích yếu lấy từ lần nêu đầu", "the subject is that of the first mention"),
    "period_shared": ("giai đoạn lấy từ lần nêu đầu", "the period is that of the first mention"),
    "ocr": ("chữ do máy quét đọc, có thể sai", "read by a scanner, may be wrong"),
}
_KINDS = {
    "numbered": ("Có số ký hiệu", "It has a number and sign"),
    "named": ("Nêu bằng tên, không có số", "It is cited by its name, without a number"),
    "short": ("Dạng rút gọn của văn bản đã nêu", "A short form of a document cited before"),
    "anaphora": ("Chỉ lại văn bản vừa nêu", "It points back to a document just cited"),
    "self": ("Chính văn bản này", "The document itself"),
}
_ISSUERS = {
    "words": ("cơ quan ban hành viết trong câu", "the issuer is written in the sentence"),
    "sign": ("cơ quan ban hành suy từ ký hiệu", "the issuer follows from the sign"),
    "context": (
        "cơ quan ban hành suy từ nơi ban hành văn bản này",
        "the issuer is guessed from this document's own place",
    ),
}


def explain(citation: Citation) -> Message:
    """One sentence: the kind, the rule, how the issuer is known, what is doubtful."""
    vi, en = [_KINDS[citation.kind][0]], [_KINDS[citation.kind][1]]
    parts = [(f"quy tắc “{citation.rule}”", f"rule '{citation.rule}'")]
    if citation.issuer and citation.issuer_from:
        parts.append(_ISSUERS[citation.issuer_from])
    parts += [_DOUBTS.get(doubt, (doubt, doubt)) for doubt in citation.doubts]
    vi += [p[0] for p in parts]
    en += [p[1] for p in parts]
    return Message("; ".join(vi) + ".", "; ".join(en) + ".")
