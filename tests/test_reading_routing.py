"""Which PDF pages are read from their text layer and which are recognised anew."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Line, Word
from pipeline.reading.routing import judge

VIETNAMESE = (
    "Trong kỳ báo cáo Ủy ban nhân dân phường đã tiếp nhận 6.306 hồ sơ trong đó hồ sơ tiếp nhận trực tuyến là 6.258 "
    "hồ sơ số lượng hồ sơ đã giải quyết 6.251 hồ sơ tỷ lệ hồ sơ giải quyết đúng hạn đạt 100 % theo Quyết định số "
    "766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ về Bộ chỉ số chỉ đạo, điều hành"
)
GARBLED = (
    "Trong ky bao cao UBND phudng di tiép nhan 6.306 ho so: Trong d6: Ho so tiép nhan trong ky truc tuyén 1a 6.258 "
    "ho so; Tir ky trude chuyén qua 48 ho so. S6 lugng ho so da giai quyét 6.251 ho so, trong do: SO hd so giai quyét "
    "trudc han Thue hién ché d6 cong tac bao cdo cong tac kiem soat TTHC va trién khai co ché mot cira, mét cira"
)
STRIPPED = (
    "Trong ky bao cao Uy ban nhan dan phuong da tiep nhan 6.306 ho so trong do ho so tiep nhan truc tuyen la 6.258 "
    "ho so so luong ho so da giai quyet 6.251 ho so ty le ho so giai quyet dung han dat 100 % theo Quyet dinh so "
    "766/QD-TTg ngay 23/6/2022 cua Thu tuong Chinh phu ve Bo chi so chi dao, dieu hanh"
)
ENGLISH = (
    "The report shall state the number of files received during the period, those carried over from the period before "
    "it and those that were settled early, on time or late, together with the share of files that were sent online by "
    "citizens and enterprises through the public service portal of the province or the ministry in charge of them"
)
FIGURES = "I Đất đai " + " ".join(f"{number} {number * 7} 98,{number}%" for number in range(10, 40))
UTF8_AS_CP1252 = "Tá»· lá»‡ há»“ sÆ¡ Ä‘Ã£ giáº£i quyáº¿t trÆ°á»›c háº¡n Ä‘áº¡t 100%"
TCVN3 = "Tû lÖ hå s¬ ®· gi¶i quyÕt tr­íc h¹n ®¹t 100 % Céng hßa x· héi chñ nghÜa ViÖt Nam"
VNI = "Tyû leä hoà sô ñaõ giaûi quyeát tröôùc haïn ñaït 100 % Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"
LOST = " ".join(["Tr ëng phßng T ph¸p tr íc h¹n ® îc ng êi ph ¬ng"] * 3)  # TCVN3 whose ư became blanks
UNMAPPED = "T\ufffd l\ufffd h\ufffd s\ufffd đã gi\ufffdi quy\ufffdt 100%"
CID = "(cid:12)(cid:34) (cid:17)(cid:5) (cid:88) 100"
PRIVATE = "\ue021\ue022 \ue03a\ue03b\ue03c h\ue041 s\ue042"
MARKED = "\uf0b7 Thực hiện Quyết định số 444/QĐ-UBND \uf0b7 Tiếp nhận 4.266 hồ sơ trực tuyến trong kỳ báo cáo"
SIGNATURE = "Người ký: Ủy ban nhân dân xã Hà Đông Thời gian ký: 19.06.2026 10:11:12 +07:00"

# text layer, share of the page that pictures cover, route, part of the reason
ROUTES = [
    ("", 0.0, "blank", "nothing"),
    ("", 0.02, "ocr", "no text layer"),
    ("", 1.0, "ocr", "no text layer"),
    (VIETNAMESE, 0.0, "text", "text layer"),
    (VIETNAMESE, 1.0, "text", "over a picture"),
    (GARBLED, 1.0, "ocr", "without Vietnamese"),
    (GARBLED, 0.1, "text", "text layer"),
    (STRIPPED, 1.0, "ocr", "without Vietnamese"),
    (STRIPPED, 0.0, "text", "text layer"),
    (f"{VIETNAMESE} {GARBLED}", 1.0, "ocr", "without Vietnamese"),
    (ENGLISH, 1.0, "text", "over a picture"),
    (ENGLISH, 0.0, "text", "text layer"),
    (FIGURES, 1.0, "text", "over a picture"),
    (FIGURES, 0.0, "text", "text layer"),
    ("3", 0.0, "text", "text layer"),
    ("PHU LUC", 0.2, "text", "text layer"),
    ("3", 0.95, "ocr", "few words"),
    (SIGNATURE, 0.95, "ocr", "few words"),
    (SIGNATURE, 0.1, "text", "text layer"),
    (MARKED, 0.0, "text", "text layer"),
    (UTF8_AS_CP1252, 0.0, "text", "utf8_read_as_cp1252 decoded"),
    (TCVN3, 0.0, "text", "tcvn3 decoded"),
    (VNI, 0.0, "text", "vni decoded"),
    (f"{VNI} {VNI} {VNI}", 1.0, "text", "vni decoded over a picture"),
    (LOST, 0.0, "ocr", "legacy"),
    ("Þórður ætlaði að fara út í búð á æfingu þegar öðrum þótti það mjög gott", 0.0, "ocr", "legacy"),
    (UNMAPPED, 0.0, "ocr", "character codes"),
    (CID, 0.0, "ocr", "character codes"),
    (PRIVATE, 0.0, "ocr", "character codes"),
    ("Hồ sơ của ông Müller và bà Françoise đã được giải quyết đúng hạn", 0.0, "text", "text layer"),
]


@pytest.mark.parametrize(("layer", "pictures", "kind", "reason"), ROUTES)
def test_routes(layer: str, pictures: float, kind: str, reason: str) -> None:
    words = tuple(Word(text, Box(0, 0, 1, 1)) for text in layer.split())
    route = judge([Line((words,))] if words else [], pictures)
    assert (route.kind, reason in route.reason) == (kind, True), route
