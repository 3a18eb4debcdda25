"""The nouns of things that are announced by number and then listed, folded: «05 nhiệm vụ», «03 quầy»."""

from __future__ import annotations

from normalizers import patterns

_WORDS = (
    "bien phap", "buoc", "chi tieu", "co quan", "dia phuong", "diem moi", "dieu kien", "don vi", "de xuat", "giai phap",
    "han che", "hinh thuc", "khau", "kien nghi", "khuyet diem", "linh vuc", "loai", "muc tieu", "nguyen nhan",
    "nguyen tac", "nhiem vu", "nhom", "noi dung", "phong", "phuong", "phuong thuc", "quay",
    "so, nganh", "so, ban, nganh",
    "tieu chi", "ton tai", "tru cot", "van de", "viec", "xa", "yeu cau", "dot pha", "khau dot pha", "thon", "to",
)  # fmt: skip

NOUN = patterns.alternation(_WORDS)
