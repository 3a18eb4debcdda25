"""The header of a document (Nghị định 30/2020/NĐ-CP, Điều 8): one line a case, the value marked ⟦…⟧."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import unrestored

from extractors import Subject
from extractors.header.header import Field, Header, read_header
from normalizers import Text, normalize

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("parent", "issuer", "place", "type", "title", "signer", "signer_title")

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DATED = "Hà Đông, ngày 19 tháng 6 năm 2026\n"
UBND = f"ỦY BAN NHÂN DÂN\nXÃ HÀ ĐÔNG\n{STATE}Số: 12/BC-UBND\n{DATED}"
REPORT = f"{UBND}BÁO CÁO\nKết quả\n\nUBND xã báo cáo./.\n"
END = "Trân trọng./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"

# field, the text with the span of the field marked; the value is what is marked, white space made single
SPANS = [
    # the agency above the letterhead's number, in one line or two, beside Quốc hiệu or above it
    ("issuer", f"⟦ỦY BAN NHÂN DÂN\nXÃ HÀ ĐÔNG⟧\n{STATE}Số: 12/BC-UBND\n"),
    ("issuer", f"⟦ỦY BAN NHÂN DÂN\nXÃ ĐƯNG K’NỚ⟧\nSố: 31/BC-UBND\n{STATE}"),
    ("issuer", f"{STATE}Hà Nội, ngày 1 tháng 3 năm 2022\n⟦BỘ NỘI VỤ⟧\nSố: 100/BC-BNV\nBÁO CÁO\n"),
    ("issuer", f"UBND PHƯỜNG HƯNG ĐẠO\n⟦TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG⟧\nSố: /BC-TTPVHCC\n{STATE}"),
    ("parent", f"⟦UBND PHƯỜNG HƯNG ĐẠO⟧\nTRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG\nSố: /BC-TTPVHCC\n{STATE}"),
    ("issuer", f"UBND TỈNH LONG GIANG\n⟦SỞ TƯ PHÁP⟧\nSố: 37/BC-STP\n\t{DATED}"),
    ("parent", f"⟦UBND TỈNH LONG GIANG⟧\nSỞ TƯ PHÁP\nSố: 37/BC-STP\n\t{DATED}"),
    ("parent", f"BỘ TÀI CHÍNH\n⟦TỔNG CỤC THUẾ⟧\nCỤC THUẾ TỈNH BẮC NINH\n-------\n{STATE}-----\nSố: 123/CTBNI-TTHT\n"),
    ("issuer", f"HĐND VÀ UBND XÃ IA GRAI\n⟦VĂN PHÒNG⟧\nSố: 07/TB-VP\n{STATE}"),
    ("issuer", f"UBND HUYỆN NGA SƠN\n⟦VĂN PHÒNG HĐND\nVÀ UBND⟧\nSố: 7/BC-VP\n{STATE}"),
    ("issuer", f"⟦UBND TỈNH BẮC SƠN⟧\t{STATE}Số: 4102/UBND-NCPC"),
    ("issuer", "ĐẢNG BỘ HUYỆN HÒA AN\n⟦ĐẢNG ỦY XÃ BÌNH LONG⟧\n*\nSố 15-CTr/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"),
    ("parent", "⟦ĐẢNG BỘ HUYỆN HÒA AN⟧\nĐẢNG ỦY XÃ BÌNH LONG\n*\nSố 15-CTr/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"),
    ("issuer", f"⟦ỦY BAN NHÂN DÂN\nPHƯỜNG LÊ CHÂN⟧\nDỰ THẢO\n{STATE}Số: /KH-UBND\n"),
    ("issuer", f"⟦THỦ TƯỚNG CHÍNH PHỦ⟧\n\n{STATE}\nSố: 220/CĐ-TTg\n"),
    # diacritics dropped or misread; of a name broken by the column beside it the last part is marked
    ("issuer", "UBND THANH PHO VINH AN\n⟦VAN PHONG HDND VA UBND⟧\nSo: 168/BC-VP Vinh An, ngay 21 thang 6 nam 2022\n"),
    ("issuer", "TINH Uy NAM HAI DANG CONG SAN VIET NAM _\n⟦BAN TO CHUC⟧ :\nS6 231-BC/BTCTU Nam Hai, ngay 02 thang 7 nam 2026\n"),
    ("parent", "⟦TINH Uy NAM HAI⟧ DANG CONG SAN VIET NAM _\nBAN TO CHUC :\nS6 231-BC/BTCTU Nam Hai, ngay 02 thang 7 nam 2026\n"),
    # a web page's lines above the document, Quốc hiệu broken over lines, no number
    ("issuer", f"Quyết định 119/QĐ-UBND năm 2009\n\nNội dung toàn văn\n\n⟦ỦY BAN NHÂN DÂN\nTỈNH BẮC GIANG⟧\n-------\n\n{STATE}Số: 119/QĐ-UBND\n"),
    ("issuer", "⟦ỦY BAN NHÂN DÂN\nTỈNH KON TUM⟧\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n06/2024/QĐ-UBND\n"),
    ("issuer", "PHÒNG GD&ĐT HUYỆN NĂM CĂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n⟦TRƯỜNG TIỂU HỌC LÊ VĂN TÁM⟧ Độc lập – Tự do – Hạnh phúc\nCHUYÊN ĐỀ HƯỚNG DẪN\n"),
    # no letterhead: the agency of the symbol, named in full in the text
    ("issuer", f"Số: /BC-UBND\n\n{DATED}\nBÁO CÁO\nKết quả\n\nTrên đây là báo cáo của ⟦UBND xã Hà Đông⟧./."),
    ("issuer", f"Số: /BC-TTPVHCC\n\n{DATED}\nBÁO CÁO\nKết quả\n\n⟦Trung tâm Phục vụ hành chính công⟧ báo cáo:"),
    ("parent", f"Số: /BC-STP\n\n{DATED}\nBÁO CÁO\nKết quả\n\nBáo cáo ⟦Ủy ban nhân dân xã Hà Đông⟧ như sau:"),
    ("issuer", "Biểu số II.06a\n(Kèm theo Báo cáo số 214/BC-UBND ngày 17/6/2022 của ⟦UBND huyện Nga Sơn⟧)\n"),
    # place of issue
    ("place", f"UBND XÃ HÀ ĐÔNG\n{STATE}Số: 1/BC-UBND\n⟦Hà Đông⟧, ngày 19 tháng 06 năm 2026\n"),
    ("place", f"UBND XÃ HÀ ĐÔNG\n{STATE}Số: 1/BC-UBND\n⟦Hà Đông⟧, ngày … tháng … năm 2026\n"),
    ("place", f"UBND PHƯỜNG 1\n{STATE}Số: 1/BC-UBND\n⟦Phường 1⟧, ngày tháng 6 năm 2026\n"),
    ("place", f"{STATE}Số: 1/BC-UBND ⟦Thành phố Hồ Chí Minh⟧, ngày 30 tháng 3 năm 2020\n"),
    ("place", f"{STATE}Số: 1/BC-UBND ⟦TP. Hồ Chí Minh⟧, ngày 30 tháng 3 năm 2020\n"),
    ("place", f"{STATE}Số: 1/BC-UBND\t⟦Đưng K’Nớ⟧, ngày 07 tháng 3 năm 2025\n"),
    ("place", f"{STATE}Số: 1/BC-UBND\n⟦Bà Rịa - Vũng Tàu⟧, ngày 07 tháng 3 năm 2025\n"),
    ("place", "$6:237/BC-UBND ⟦Thach Khéi⟧, ngay 30 thang 4 nam 2026\nBAO CAO\n"),
    # the line of the type
    ("title", f"{UBND}BÁO CÁO\n⟦Kết quả công tác cải cách hành chính Quý I năm 2025⟧\n\nCăn cứ Quyết định số 65/QĐ-UBND;"),
    ("title", f"{UBND}BÁO CÁO\n⟦TÌNH HÌNH KIỂM SOÁT THỦ TỤC QUÝ I NĂM 2020⟧\nThực hiện Thông tư số 02/2017/TT-VPCP, UBND báo cáo:"),
    ("title", f"{UBND}BÁO CÁO\n⟦Công tác kiểm soát thủ tục hành chính quý II⟧\n(Số liệu tính từ ngày 15/03/2025)\nCăn cứ:"),
    ("title", f"{UBND}BÁO CÁO\n⟦Kết quả 6 tháng đầu năm 2026⟧ Thực hiện Quyết định số 444/QĐ-UBND ngày 09/03/2026 của UBND xã:"),
    ("title", f"{UBND}NGHỊ QUYẾT\n⟦Quy định mức thu phí, lệ phí⟧\nHỘI ĐỒNG NHÂN DÂN XÃ HÀ ĐÔNG\nCăn cứ Luật;"),
    ("title", f"{UBND}QUYẾT ĐỊNH\n⟦QUY ĐỊNH CHẾ ĐỘ BÁO CÁO⟧\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HÀ ĐÔNG\nCăn cứ Luật;"),
    ("title", f"{UBND}QUYẾT ĐỊNH\n⟦QUY ĐỊNH VỀ VĂN PHÒNG ỦY BAN NHÂN DÂN XÃ HÀ ĐÔNG⟧\n\nỦY BAN NHÂN DÂN XÃ HÀ ĐÔNG\nCăn cứ Luật;"),
    ("title", f"{UBND}CÔNG ĐIỆN\n⟦TẬP TRUNG HOÀN THÀNH CÁC PHƯƠNG ÁN⟧\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n"),
    ("title", f"{UBND}CHƯƠNG TRÌNH HÀNH ĐỘNG ⟦thực hiện Nghị quyết số 05-NQ/HU⟧\n\nI. TÌNH HÌNH\n"),
    ("title", f"{UBND}BÁO CÁO ⟦KẾT QUẢ RÀ SOÁT THỦ TỤC⟧\n\n1. Tiếp nhận\n"),
    ("title", "S6 231-BC/BTCTU\nBAO.CcAO ⟦tinh hinh thuc hién thi tuc 6 thang dau nam 2026⟧\nThue hién-Ké hoach sé 17-KH/TU, ket qua:"),
    ("title", f"UBND XÃ A\t{STATE}Số: 4102/UBND-NC\nV/v ⟦báo cáo công tác kiểm soát TTHC⟧\tBắc Sơn, ngày 30 tháng 8 năm 2021\n"),
    ("title", f"SỞ Y TẾ\n{STATE}Số: 2044/SYT-VP\nVề việc ⟦hướng dẫn phổ biến pháp luật⟧\nKính gửi: Các phòng."),
    # the signature
    ("signer", f"{REPORT}TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n⟦Lê Văn Đạt⟧\n"),
    ("signer", f"{REPORT}Nơi nhận:\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n⟦Ngô Thanh Phương⟧\n\nPHỤ LỤC\n"),
    ("signer", f"{END}TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n(Đã ký)\n\n⟦Nguyễn Thị Hồng Hạnh⟧"),
    ("signer", f"{END}CỤC TRƯỞNG\nTS. ⟦Nguyễn Văn Ba⟧"),
    ("signer", f"{END}CHÁNH VĂN PHÒNG\n⟦Siu Y Thon⟧"),
    ("signer", f"{END}THỦ TƯỚNG\n⟦Phạm Minh Chính⟧\n\nPHỤ LỤC I\n"),
    ("signer", "./.\nNơi nhận:\n- UBND;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n- C, PCVP; ⟦Đặng Văn Khởi⟧\n- Lưu: VT.\n"),
    ("signer", "./.\n\nNoi nhén: o KT. CHU TICH\n- Vin phong (dé bdo cdo); PHO CHU TICH\n- Luu: VT.\n\n⟦Pham Ngoc Son⟧.\n"),
    ("signer_title", f"{REPORT}TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n⟦PHÓ CHỦ TỊCH⟧\n\nLê Văn Đạt\n"),
    ("signer_title", f"{REPORT}TM. ỦY BAN NHÂN DÂN\n⟦CHỦ TỊCH⟧\n\nĐặng Văn Khởi\n"),
    ("signer_title", f"{END}TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\n⟦PHÓ CHÁNH VĂN PHÒNG⟧\nLê Văn Đạt"),
    ("signer_title", f"{END}T/M BAN THƯỜNG VỤ\n⟦PHÓ BÍ THƯ THƯỜNG TRỰC⟧\nHoàng Giang"),
    ("signer_title", f"{END}⟦Q. GIÁM ĐỐC⟧\nLê Văn Đạt"),
    ("signer_title", "./.\nNơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c);\t⟦CHỦ TỊCH⟧\n- Lưu: VT.\n"),
    ("signer_title", "./.\nNoi nhén: o KT. CHU TICH\n- Vin phong (dé bdo cdo); ⟦PHO CHU TICH⟧\n- Luu: VT.\n\nPham Ngoc Son.\n"),
]  # fmt: skip

# field, value, text: where the value is not printed in one piece or not in these words
VALUES = [
    ("issuer", "UY BAN NHAN DAN PHUONG THACH KHOI", "UY BAN NHAN DAN CONG HOA XA HQI CHU NGHIA VIET NAM\n\nPHUONG THACH KHOI Péc 1ap - Tw do - Hanh phic\n$6:237/BC-UBND\n"),
    ("issuer", "ỦY BAN NHÂN DÂN XÃ TÂN HỢP", "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ TÂN HỢP\tĐộc lập - Tự do - Hạnh phúc\nSố: /BC-UBND\n"),
    ("title", "kết quả giải đáp một số vướng mắc", f"TÒA ÁN NHÂN DÂN TỐI CAO\t{STATE}Số: 64/TANDTC-PC\tHà Nội, ngày 03 tháng 4 năm 2019\nV/v kết quả giải đáp\nmột số vướng mắc\n\nKính gửi: Các Tòa án"),
    ("type", "Báo cáo", f"{UBND}BÁO CÁO\nKết quả\n"),
    ("type", "Quyết định", f"{UBND}QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nQUYẾT ĐỊNH:\n"),
    ("type", "Chương trình hành động", f"{UBND}CHƯƠNG TRÌNH HÀNH ĐỘNG thực hiện Nghị quyết\n"),
    ("type", "Báo cáo", "UY BAN NHAN DAN CONG HOA XA HOI CHU NGHIA VIET NAM\nPHUONG AN BINH Doc lap - Tu do - Hanh phic\nS6: 96/BC-UBND An Binh, ngay 16 thang 12 nam 2025\nBAO CAO\nKét qua"),
    ("type", "Công văn", f"{STATE}Số: 4102/UBND-NCPC\nV/v báo cáo\nKính gửi: Các sở"),
    ("type", "Công văn", f"{STATE}Số: 467/CCTTHC\nV/v thực thi các phương án\nHà Nội, ngày 01 tháng 10 năm 2010\nKính gửi: UBND các tỉnh"),
    ("type", "Kế hoạch", "Số: 12/KH-UBND\nCải cách hành chính năm 2026\n"),
    ("type", "Hợp đồng", f"{STATE}HỢP ĐỒNG CUNG CẤP DỊCH VỤ\nSố: 12/HĐ-DV\n"),
]  # fmt: skip

# field, text: a value that would be wrong is left out
NOTHING = [
    ("issuer", "Sở Nội vụ: 98% hồ sơ đúng hạn\n\nTheo UBND tỉnh Đắk Lắk, hết tháng 8-2017, toàn tỉnh có 277 hồ sơ quá hạn."),
    ("issuer", "CỔNG DỊCH VỤ CÔNG TỈNH - THỐNG KÊ\nKết quả giải quyết hồ sơ\nMức 1, 2\t198402\t190115\n"),
    ("issuer", "VĂN PHÒNG CHÍNH PHỦ NÓI GÌ\nNgày 5/8/2025, Văn phòng Chính phủ đã ban hành Công văn 7260/VPCP-KSTT năm 2025."),
    ("issuer", f"Số: /BC-UBND\n\n{DATED}\nBÁO CÁO\nKết quả\n\nTrên đây là báo cáo của UBND xã."),
    ("issuer", f"Số: /BC-UBND\n\n{DATED}\nBÁO CÁO\nKết quả\n\nThực hiện Kế hoạch của UBND thành phố Hải Phòng."),
    ("issuer", f"ỦY BAN NHÂN DÂN\t{STATE}Số: 876/QĐ-UBND\tYên Bái, ngày 22 tháng 6 năm 2011\nQUYẾT ĐỊNH\n"),
    ("issuer", "QUY ĐỊNH\n(Ban hành kèm theo Quyết định số 63/2010/QĐ-UBND ngày 29 tháng 9 năm 2010 của UBND tỉnh)\n"),
    ("issuer", "Ngân sách năm 2006\nChế độ kế toán (ban hành kèm theo Quyết định số 15/2006/QĐ-BTC của Bộ Tài chính) đã sửa.\n"),
    ("issuer", "NỘI QUY\n(Ban hành kèm theo Quyết định số 15/QĐ-THPT của Hiệu trưởng)\n"),
    ("place", "Bài viết\n\nÔng Hà Đông, ngày 19 tháng 6 năm 2026 đã trả lời báo chí.\n"),
    ("place", "Căn cứ văn bản của UBND xã Hà Đông, ngày 19 tháng 6 năm 2026 về kế hoạch;\n"),
    ("type", "Báo cáo công tác cải cách hành chính của Văn phòng UBND tỉnh quý I/2018 (15/03/2018, 15:14)\n"),
    ("type", "Quyết định 664/QĐ-BXD 2025 về Kế hoạch cải cách hành chính ra sao?\nNgày 23/5/2025, Bộ Xây dựng ban hành."),
    ("type", f"{STATE}PHƯỜNG AN BÌNH\n"),
    ("title", "Phường Đồng Thuận: Giải quyết số hóa 100% hồ sơ\nNgày 4/11, ông Nguyễn Hữu Đắc cho biết."),
    ("title", f"{UBND}BÁO CÁO\n\nI. TÌNH HÌNH\nCăn cứ Quyết định."),
    ("signer", "Kết quả thu đến ngày 17.5.2018 khoảng gần 4,8 tỷ đồng.\n\nT.D\n"),
    ("signer", "Số quá hạn còn 634 hồ sơ.\n\nGIA KHÁNH\n"),
    ("signer", "Ông Nguyễn Văn Được, Chủ tịch UBND TPHCM nhấn mạnh./.\n\nNguyễn Văn Được\n"),
    ("signer", f"{END}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n€ˆ _Ề GB SA ¿\n"),
    ("signer", f"{END}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLan Rừng Xanh\n"),
    ("signer_title", f"{END}TM. ỦY BAN NHÂN DÂN\n. CHỦ TỊCH\n⁄<4‹ ©PHỞ'CHỦ TỊCH\n"),
    ("signer_title", f"{END}KT. CHỦ TỊCH\n\\O CHUTIC\nLê Văn Đạt\n"),
]  # fmt: skip

# text, the recipients
RECIPIENTS = [
    ("./.\nNơi nhận:\n- Như trên;\n- Lưu: VT, VP.\n\nCHỦ TỊCH", ("Như trên", "Lưu: VT, VP")),
    ("./.\nNơi nhận:\n\n- Văn phòng UBND TP;\n- Lưu: VT; TTPVHCC xã.\n", ("Văn phòng UBND TP", "Lưu: VT; TTPVHCC xã")),
    ("./.\nNơi nhận: - Sở Nội vụ; - Lưu: VT.\n", ("Sở Nội vụ", "Lưu: VT")),
    ("./.\nNơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c);\tCHỦ TỊCH\n- Lưu: VT.\n", ("UBND huyện (b/c)", "Lưu: VT")),
    ("./.\nNơi nhận\tT/M ĐẢNG ỦY\n- Huyện ủy (báo cáo),\tBÍ THƯ\n- Lưu Văn phòng Đảng ủy.\n", ("Huyện ủy (báo cáo)", "Lưu Văn phòng Đảng ủy")),
    ("./.\nNơi nhận:\n- UBND;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n- C, PCVP; Đặng Văn Khởi\n- Lưu: VT.\n", ("UBND", "C, PCVP", "Lưu: VT")),
    ("./.\nNơi nhận:\n- Các cơ quan chuyên môn thuộc UBND\nxã;\n- Lưu: VT,\nTM. ỦY BAN NHÂN DÂN\n", ("Các cơ quan chuyên môn thuộc UBND xã", "Lưu: VT")),
    ("./.\nNoi nhén: o KT. CHU TICH\n- Trung tm Phuc vu HCC; o Ko \\O CHUTIC\n- Luu: VT, TTPVHCC.\n", ("Trung tm Phuc vu HCC", "Luu: VT, TTPVHCC")),
    ("Đơn vị nơi nhận hồ sơ:\n- Bộ phận Một cửa;\n", ()),
    ("Nơi nhận hồ sơ tại bộ phận một cửa của xã.\n- Bộ phận Một cửa;\n", ()),
]  # fmt: skip

# a file of the repository: parent, issuer, place, type, signer, office, number of recipients
DOCUMENTS = {
    "samples/text/000_924ae36372b0462f.txt": (None, "UBND xã Hà Đông", "Hà Đông", "BC", "Lê Văn Đạt", "PHÓ CHỦ TỊCH", 7),
    "samples/text/001_be271278c3f9d6c2.txt": (None, "UBND xã Thượng Hồng", "Thượng Hồng", "BC", "Vũ Quang Thái", "PHÓ CHỦ TỊCH", 4),
    "samples/text/002_a68239bbb8dfc748.txt": (None, "Ủy ban nhân dân xã Quyết Thắng", "Quyết Thắng", "KH", "Đặng Văn Khởi", "CHỦ TỊCH", 10),
    "samples/text/003_107bd4b78fa87d46.txt": ("Ủy ban nhân dân phường Hưng Đạo", "Trung tâm Phục vụ hành chính công", "Hưng Đạo", "BC", "Ngô Thanh Phương", "PHÓ GIÁM ĐỐC", 2),
    "samples/text/004_0312cada5d08aade.txt": (None, "ỦY BAN NHÂN DÂN PHƯỜNG THẠCH KHÔI", "Thạch Khôi", "BC", "Phạm Ngọc Sơn", "PHÓ CHỦ TỊCH", 5),
    "tests/gold/004_restored.txt": (None, "ỦY BAN NHÂN DÂN PHƯỜNG THẠCH KHÔI", "Thạch Khôi", "BC", "Phạm Ngọc Sơn", "PHÓ CHỦ TỊCH", 5),
    "tests/devset/22_dungkno_bc31_quy1_2025.txt": (None, "ỦY BAN NHÂN DÂN XÃ ĐƯNG K’NỚ", "Đưng K’Nớ", "BC", None, None, 0),
    "tests/devset/24_hcm_bc47_quy1_2020.txt": (None, "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Thành phố Hồ Chí Minh", "BC", None, None, 0),
    "tests/devset/28_cd220_ttg_2025.txt": (None, "THỦ TƯỚNG CHÍNH PHỦ", "Hà Nội", "CĐ", "Phạm Minh Chính", "THỦ TƯỚNG", 5),
    "tests/devset/29_daklak_ct012_2025.txt": (None, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Đắk Lắk", "CT", "Trương Công Thái", "PHÓ CHỦ TỊCH", 9),
    "tests/devset/30_cantho_qd2519_2025.txt": (None, "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "Cần Thơ", "QĐ", "Trương Cảnh Tuyên", "CHỦ TỊCH", 9),
}  # fmt: skip
NEWSPAPERS = sorted((ROOT / "tests" / "devset").glob("[01]*.txt"))


def header_of(raw: str) -> Header:
    return read_header(Subject.of(unrestored(raw)))


def value_of(header: Header, name: str) -> str | None:
    field: Field | None = getattr(header, name)
    return field.value if field else None


@pytest.mark.parametrize(("name", "marked"), SPANS)
def test_spans(name: str, marked: str) -> None:
    before, _, rest = marked.partition("⟦")
    wanted, _, after = rest.partition("⟧")
    text = unrestored(before + wanted + after)
    field = getattr(read_header(Subject.of(text)), name)
    assert field is not None
    raw = text.to_raw(field.span)
    assert (raw.start, raw.end) == (len(before), len(before + wanted))
    assert field.value == " ".join(wanted.split())


@pytest.mark.parametrize(("name", "value", "raw"), VALUES)
def test_values(name: str, value: str, raw: str) -> None:
    assert value_of(header_of(raw), name) == value


@pytest.mark.parametrize(("name", "raw"), NOTHING)
def test_nothing_rather_than_a_guess(name: str, raw: str) -> None:
    assert value_of(header_of(raw), name) is None


@pytest.mark.parametrize(("raw", "recipients"), RECIPIENTS)
def test_recipients(raw: str, recipients: tuple[str, ...]) -> None:
    assert tuple(field.value for field in header_of(raw).recipients) == recipients


@pytest.mark.parametrize("file", DOCUMENTS)
def test_documents(file: str) -> None:
    header = read_header(Subject.of(normalize((ROOT / file).read_text(encoding="utf-8"))))
    found = (*(value_of(header, name) for name in ("parent", "issuer", "place")), header.type_abbr)
    found += (value_of(header, "signer"), value_of(header, "signer_title"), len(header.recipients))
    assert found == DOCUMENTS[file]
    assert header.title is not None


@pytest.mark.parametrize("path", NEWSPAPERS, ids=lambda path: path.stem)
def test_a_newspaper_has_no_header(path: Path) -> None:
    assert header_of(path.read_text(encoding="utf-8")) == Header()


def test_letters_that_are_uncertain_lower_the_confidence() -> None:
    clear, garbled = (header_of((ROOT / file).read_text(encoding="utf-8")) for file in (
        "tests/gold/004_restored.txt", "samples/text/004_0312cada5d08aade.txt"))  # fmt: skip
    for name in ("issuer", "place", "type", "title", "signer", "signer_title"):
        assert getattr(garbled, name).confidence < getattr(clear, name).confidence


PIECES = st.sampled_from([
    "ỦY BAN NHÂN DÂN", "XÃ HÀ ĐÔNG", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-UBND", "BÁO CÁO", "V/v",
    "Hà Đông, ngày 19 tháng 6 năm 2026", "Căn cứ", "Nơi nhận:", "- Lưu: VT;", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
    "Lê Văn Đạt", "./.", "\n", "\n\n", "\t", " ", ";", "(Kèm theo của UBND xã A)", "PHỤ LỤC", "a", "§", "\f",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_every_field_stands_in_the_text(raw: str) -> None:
    text = Text.of(raw)
    header = read_header(Subject.of(text))
    for field in (*(getattr(header, name) for name in FIELDS), *header.recipients):
        if field is not None:
            assert field.value
            assert 0 < field.confidence <= 1
            assert len(field.span) > 0
            assert field.span.end <= len(text)


def test_a_long_text_takes_milliseconds() -> None:
    raw = (ROOT / "samples/text/002_a68239bbb8dfc748.txt").read_text(encoding="utf-8")
    subject = Subject.of(normalize(raw))
    read_header(subject)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        read_header(subject)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.05
