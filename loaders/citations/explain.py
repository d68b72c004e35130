"""Why a citation was read so, in words for the reader."""

from collections.abc import Sequence

from loaders.citations.numbers import FORMS
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
    "lettered": ("có chữ cái thay cho chữ số", "letters stand for digits"),
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
    "sign": ("cơ quan ban hành suy từ ký hiệu hoặc loại văn bản", "the issuer follows from the sign or the type"),
    "context": (
        "cơ quan ban hành suy từ nơi ban hành văn bản này",
        "the issuer is guessed from this document's own place",
    ),
}


HOW = {
    "type number": ("từ chỉ loại văn bản đứng ngay trước số", "the type word stands directly before the number"),
    "type date number": ("ngày ban hành viết trước số", "the date is written before the number"),
    "type issuer number": ("cơ quan ban hành viết trước số", "the issuer is written before the number"),
    "type words number": ("giữa từ chỉ loại và số có vài chữ", "a few words stand between type and number"),
    "law name number": ("tên luật đứng trước số", "the law's name stands before its number"),
    "number": ("không có từ chỉ loại, loại lấy theo ký hiệu", "no type word; the type follows from the sign"),
    "law by name": ("tên luật, theo bảng hoặc đến hết tên", "the law's name, from the table or to its end"),
    "programme by name": ("tên riêng kèm giai đoạn, năm hoặc cơ quan", "a name with a period, a year or a body"),
    "programme in quotation marks": ("tên trong ngoặc kép", "a name in quotation marks"),
    "issuer and subject": ("cơ quan ban hành và trích yếu hoặc cuộc họp", "its issuer with a subject or a meeting"),
    "meeting of the Party": ("nghị quyết gọi theo kỳ đại hội, hội nghị", "a resolution called by its congress"),
    "type and serial": ("chỉ có loại và số thứ tự", "type and serial alone"),
    "defined name": ("tên gọi tắt đã đặt trong văn bản", "a short name the document has defined"),
    "defined name of this document": ("tên gọi tắt của chính văn bản", "the short name of the document itself"),
    "anaphora": ("“này”, “trên” chỉ văn bản cùng loại gần nhất", "'this' or 'above': the nearest of that type"),
    "this document": ("“này” sau loại của chính văn bản", "'this' after the document's own type"),
    "own title": ("văn bản tự nêu tên mình", "the document names itself"),
    "own appendix line": ("dòng kèm theo ở đầu phụ lục, số để trống", "the appendix line, its number blank"),
}  # fmt: skip
_FORMS = {row.id: (row.vi, row.en) for row in FORMS}


def _rule_words(rule: str) -> list[tuple[str, str]]:
    """What a rule's id says: the form of the number, then how the words around it were read."""
    form, _, how = rule.rpartition(": ")
    parts = [_FORMS[form]] if form in _FORMS else []
    return [*parts, HOW.get(how, (how, how))]


_ROLES = {
    "legal_basis": ("là căn cứ: đoạn mở đầu bằng “Căn cứ”", "a basis: its paragraph opens with 'Căn cứ'"),
    "implements": (
        "được thực hiện: đoạn căn cứ mở đầu bằng “Thực hiện”, “Triển khai”, hoặc câu nói thực hiện một căn cứ",
        "carried out: its basis opens with 'Thực hiện' or 'Triển khai', or the sentence carries out a basis",
    ),
    "amends": ("bị sửa đổi: văn bản này tự sửa đổi nó", "amended: this document's own act"),
    "replaces": ("bị thay thế: văn bản này tự thay thế nó", "replaced: this document's own act"),
    "repeals": ("bị bãi bỏ hoặc hết hiệu lực theo văn bản này", "repealed by this document, or said to have ended"),
    "guides": ("được hướng dẫn, quy định chi tiết bởi văn bản này", "guided or detailed by this document"),
    "mentions": (
        "chỉ được nhắc đến: không ở đoạn căn cứ, không bị tác động",
        "only mentioned: no basis, nothing is done to it",
    ),
}  # fmt: skip


_SECTIONS = {
    "preamble": ("ở phần mở đầu", "in the opening"),
    "closing": ("ở phần kết", "in the closing"),
    "footnotes": ("ở chú thích", "in a footnote"),
    "margins": ("ở đầu trang hoặc chân trang", "in a page header or footer"),
}


def _place(section: str) -> tuple[str, str]:
    """Where in the document, in words."""
    named = section.startswith(("Điều", "Phần", "Chương", "Mục", "Phụ lục"))
    return _SECTIONS.get(section, (f"ở {section}" if named else f"ở mục {section}", f"in {section}"))


def _means(citation: Citation, citations: Sequence[Citation]) -> list[tuple[str, str]]:
    """Which citation a later form means."""
    if citation.refers_to is None or citation.refers_to >= len(citations):
        return []
    meant = citations[citation.refers_to]
    words = meant.number or " ".join(meant.quote.split())
    return [(f"tức là {words}", f"that is {words}")]


def explain(citation: Citation, citations: Sequence[Citation] = ()) -> Message:
    """One sentence: the kind, the rule, how the issuer is known, the role and place, what is doubtful.

    `citations` are all of the record, so that a later form can say which it means.
    """
    vi, en = [_KINDS[citation.kind][0]], [_KINDS[citation.kind][1]]
    parts = _means(citation, citations) + _rule_words(citation.rule)
    if citation.issuer and citation.issuer_from:
        parts.append(_ISSUERS[citation.issuer_from])
    if citation.role in _ROLES:
        parts.append(_ROLES[citation.role])
    if citation.subject and "subject_shared" not in citation.doubts and citation.kind == "numbered":
        parts.append(("trích yếu viết ngay sau viện dẫn", "the subject follows the citation"))
    if citation.section:
        parts.append(_place(citation.section))
    parts += [_DOUBTS.get(doubt, (doubt, doubt)) for doubt in citation.doubts]
    vi += [p[0] for p in parts]
    en += [p[1] for p in parts]
    return Message("; ".join(vi) + ".", "; ".join(en) + ".")
