"""What a cell looks like: how well its words fit a column's role.

Scores are small sums of signs (a body's name, a time, a plan's verb); they only ever choose between columns of one
table. It refuses to read meaning: a cell with no sign scores the same everywhere but for its length.
"""

import functools
import re

from loaders.tables.grid import Role
from loaders.units.plain import plain_text

_BODY = re.compile(
    r"^[\s*-]*(?:cap (?:tinh|huyen|xa)\s*:|(?:co quan |don vi )?(?:chu tri|phoi hop)\s*:"
    r"|cac (?:so|phong|bo|co quan|don vi|huyen|dia phuong|xa|ban |nganh|to chuc|doan the|hoi |doanh nghiep|truong"
    r"|khu pho|thon)|so~? |bo (?!tthc|chi so|tieu chi|thu tuc|tai lieu|cau hoi|quy|du lieu)"
    r"|phong (?!trao |su |chong )|ubnd|uy ban|van phong|thanh tra|trung tam|ban (?!hanh )"
    r"|cong (?!bo |trinh |khai |tac |van )|hoi (?!nghi |thao |dam |thi )|hiep hoi|lien (?!ket |thong |quan )"
    r"|dai (?!hoi )|bao (?!cao |dam |ton )|trang (?!bi )|buu dien|de nghi"
    r"|so, |bo, |vien|truong|chi cuc|cuc |doanh nghiep|mttq|mat tran|tinh (?!hinh |trang )|huyen "
    r"|ngan hang|kho bac|toa an|benh vien|thu truong|chu tich|giam doc|lanh dao|doan thanh nien|thue |hop tac xa )"
)
_TIME = re.compile(
    r"^[\s*-]*(?:thuong xuyen|quy (?=$|[iv]{1,3}(?![a-z])|[1-4]|cuoi|dau)|thang |nam (?=$|\d|hoc)"
    r"|hang (?=$|nam|quy|thang|tuan|ngay)|trong (?=$|nam|quy|thang|thoi|vong|giai|suot|ngay|qua|dip|\d)|truoc |dinh ky"
    r"|khi co|20\d\d|ca nam|tu (?=$|thang|quy|nam|ngay|\d)|so luong|toi thieu"
    r"|theo (?!(?:nghi quyet|quyet dinh|ke hoach so|luat|nghi dinh|thong tu) )|tiep phat|giai doan"
    r"|sau (?=$|khi|ngay|\d)|ngay )"
)
_BUDGET = re.compile(r"kinh phi|ngan sach|du toan|bo tri|nguon|long ghep|du tru|xa hoi hoa|can doi")
_PRODUCT = re.compile(
    r"^[\s*-]*(?:van ban|bao cao|ke hoach|cac tin|cac bai|chuyen muc|cuoc thi|bo tthc|nghi quyet|quyet dinh"
    r"|de an|hoi nghi|lop|tai lieu|an pham|he thong"
    r"|co so du lieu|cac (?:an pham|van ban|cuoc|san pham|video|lop|hoi nghi|phong su)|to trinh|danh muc"
    r"|chuong trinh|nhat ky|du thao|thong tu|nghi dinh|quy che)"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{1,2})?(?: (?:trieu|ty|nghin)?(?: ?dong)?)?")
_DITTO = re.compile(r"-\s?nt\s?-(?!\S)|nt(?!\S)|nhu tren(?!\S)|//(?!\S)|\"(?!\S)")
_BULLET = re.compile(r"\n\s*[-+]\s")
_CONTENT = re.compile(
    r"^[\s*-]*(?:tuyen truyen|phat huy|to chuc|xay dung|trien khai|duy tri|ra soat|tham muu|thuc hien|phoi hop"
    r"|nghien cuu|tang cuong|day manh|kiem tra|huong dan"
    r"|ban hanh|hoan thien|cap nhat|dao tao|tiep tuc|long ghep|bien soan|theo doi|tong hop|de xuat|phat trien"
    r"|ung dung|ho tro|bo tri|quan ly|doi moi|thu thap|van dong|hoc tap)"
)


def begins_known_cell(plain: str) -> bool:
    """Whether plain words begin like a body, a time or a product."""
    plain += " "  # the word may be the last of its line
    return bool(_BODY.match(plain) or _TIME.match(plain) or _PRODUCT.match(plain) or _DITTO.match(plain))


def line_score(words: str, role: Role) -> float:
    """What a further line of a cell that begins like a new thing says against the cell's role."""
    plain = " ".join(plain_text(words).split()) + " "
    if _BODY.match(plain):
        return 0.0 if role in ("lead", "coordinate") else -1.2
    if _TIME.match(plain):
        return 0.0 if role == "time" else -1.2
    return -0.6


@functools.lru_cache(maxsize=4096)
def cell_score(words: str, role: Role) -> float:
    """How well the words of a cell fit a role."""
    plain = " ".join(plain_text(words).split()).strip("* ")
    if not plain:
        return 0.0
    length = len(plain)
    if role == "number":
        return 6.0 if re.fullmatch(r"(?:\d{1,3}(?:\.\d+)*|[ivxlc]{1,5}|[a-z])[.)]?", plain) else -6.0
    if _DITTO.fullmatch(plain) and role in ("lead", "coordinate", "time", "product", "budget"):
        return 2.5
    score = 0.0
    if role == "content":
        score = 2.0 if _CONTENT.match(plain) else 0.0
        score += 1.5 if length > 45 else 0.7 if length > 28 else -1.0
        score -= 2.0 if _TIME.match(plain) and length < 40 else 0.0
        score -= 1.5 if plain.startswith(("-", "+")) else 0.0
        score -= 2.0 * len(_BULLET.findall(words)) if not plain.startswith(("-", "+")) else 0.0
        score -= 1.0 if _BODY.match(plain) else 0.0
    elif role == "product":
        score = 2.0 if _PRODUCT.match(plain) else 0.0
        score += 1.0 if plain.startswith(("-", "+")) else 0.0
        score -= 2.0 if (_TIME.match(plain) and length < 60) or _BODY.match(plain) else 0.0
    elif role in ("lead", "coordinate"):
        score = 2.5 if _BODY.match(plain) else -1.0
        score += 0.1 if role == "lead" else 0.0
        score -= 1.5 if length > 220 else 0.0
        score -= 3.0 if _TIME.match(plain) or _PRODUCT.match(plain) else 0.0
    elif role == "time":
        score = 3.0 if _TIME.match(plain) and length < 120 else -2.0
    elif role == "budget":
        score = 3.0 if _BUDGET.search(plain) or _AMOUNT.fullmatch(plain) else -1.5
    elif role == "note":
        score = -0.5
    return score
