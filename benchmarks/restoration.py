"""Restored Vietnamese against the truth, syllable by syllable; sound text unchanged; speed and memory."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from normalizers import corrections, restore
from normalizers.restoration.lexicon import strip

from .places import CLEAN, GARBLED, REPORTS, ROOT, made, sample_text
from .results import Figure, Part, table
from .yardstick import DisagreementError

OCR = ROOT / "benchmarks" / "ocr"  # NAME.truth.txt and NAME.ocr.txt, line by line
_STATUTES = ("28", "29", "30")  # devset texts that quote laws which the training text holds too
_UNSOUND = ("k12", "k13")  # reports of the benchmark that are stripped or garbled themselves
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_OA = re.compile(rf"(?i)(o)([{_TONES}])(a|e)(?=[^a-z{_TONES}\u0302\u0306\u031b]|$)")
_TONE_UY = re.compile(rf"(?i)(?<!q)(u)([{_TONES}])(y)(?=[^a-z{_TONES}]|$)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*(?:\s?%|(?:/\s?[A-ZĐ][\w-]*)+)?")

Texts = list[tuple[str, str, str]]  # name, truth, damaged


@dataclass(frozen=True, slots=True)
class Count:
    """Of all: how many came out right."""

    right: int
    all: int

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.all + other.all)

    @property
    def share(self) -> float:
        """Right over all; 1 for none."""
        return self.right / self.all if self.all else 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """Texts restored together, and the least share of syllables that should come out right."""

    what: str
    on: str
    texts: Texts
    bar: float | None = None


def measure_restoration(devset: Path, gold: Path, tools: Path | None) -> Part:
    """Every measure; with `tools`, score_text.py must agree."""
    part = Part("restoration")
    rows = []
    for measure in _measures(devset, gold):
        print(f"restoration: {measure.what}", file=sys.stderr)
        pairs = [(truth, restore(damaged).value) for _, truth, damaged in measure.texts]
        found = _counted(pairs, _SYLLABLE)
        numbers = _counted(pairs, _NUMBER)
        before = _counted([(truth, damaged) for _, truth, damaged in measure.texts], _SYLLABLE)
        if tools:
            _agree(tools, pairs, found)
        size = f"{measure.on}: {found.all} âm tiết · syllables"
        part.figures.append(Figure(measure.what, found.share, measure.bar, on=size))
        if measure.what.startswith("004"):
            part.figures.append(Figure("004: số còn nguyên · numbers kept", numbers.right, 98, decimals=0, on="98"))
        rows.append(
            [measure.what, f"{before.share:.4f}", f"{found.share:.4f}", f"{numbers.right}/{numbers.all}"]
        )  # fmt: skip
    head = ["on", "as it stands", "restored", "numbers right"]
    part.details.append(f"### Restoration, syllables right, case-sensitive\n\n{table(head, rows)}")
    _sound(devset, part)
    _worse_pages(part)
    _numbers_kept(devset, part)
    _speed(devset, part)
    return part


def _measures(devset: Path, gold: Path) -> Iterator[Measure]:
    samples = _stripped(sample_text(name) for name in CLEAN)
    yield Measure("mất dấu, báo cáo mẫu · stripped samples", "000–003", samples, 0.997)
    other = _stripped(path for path in sorted(devset.glob("*.txt")) if not path.name.startswith(_STATUTES))
    yield Measure("mất dấu, nơi khác · stripped devset", f"{len(other)} devset", other, 0.994)
    reports = _stripped(path for path in sorted(REPORTS.glob("*.txt")) if not path.name.startswith(_UNSOUND))
    yield Measure("mất dấu, bộ thứ ba · stripped, third set", f"{len(reports)} reports", reports)
    truth = (gold / f"{GARBLED}_restored.txt").read_text(encoding="utf-8")
    garbled = [(GARBLED, truth, sample_text(GARBLED).read_text(encoding="utf-8"))]
    yield Measure("004 như gốc · 004 as it stands", GARBLED, garbled, 0.989)
    for name, what, bar in (
        ("[012]*_eng_clean300", "OCR tiếng Anh 300 dpi · English OCR, clean", None),
        ("[012]*_eng_office200", "OCR tiếng Anh 200 dpi · English OCR, office", None),
        ("[012]*_eng_dejavu200", "OCR tiếng Anh, phông khác · English OCR, another font", None),
        ("[012]*_eng_worn200", "OCR tiếng Anh, bản mờ · English OCR, worn", None),
        ("[012]*_eng_blurred300", "OCR tiếng Anh, nhòe · English OCR, blurred", None),
        ("[012][0-9]_eng_*", "OCR tiếng Anh, mọi trang · English OCR, all pages of devset texts", 0.984),
        ("00[0-3]_eng_*", "OCR tiếng Anh, báo cáo mẫu · English OCR, pages of the samples", 0.984),
        ("*_vie_office150", "OCR tiếng Việt 150 dpi · Vietnamese OCR, office", 0.995),
        ("*_vie_office200", "OCR tiếng Việt 200 dpi · Vietnamese OCR, office", 0.995),
    ):
        only_devset = name.startswith("[012]")
        paths = [p for p in sorted(OCR.glob(f"{name}.ocr.txt")) if not (only_devset and p.name.startswith("00"))]
        yield Measure(what, f"{len(paths)} bản · readings", [_pair(path) for path in paths], bar)


def _stripped(paths: Iterator[Path]) -> Texts:
    texts = [(path.stem, unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))) for path in paths]
    return [(name, text, strip(text)) for name, text in texts]


def _pair(path: Path) -> tuple[str, str, str]:
    truth = path.with_name(path.name.replace(".ocr.", ".truth."))
    return path.name, truth.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")


def _folded(text: str) -> str:
    """NFC, the tone of oa, oe, uy in one place, blanks as one."""
    text = unicodedata.normalize("NFD", text)
    text = _TONE_UY.sub(r"\1\3\2", _TONE_OA.sub(r"\1\3\2", text))
    return re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFC", text))


def _counted(pairs: Sequence[tuple[str, str]], pattern: re.Pattern[str]) -> Count:
    """What `pattern` finds in the truth, and how much of it the other text has on the same line, in order."""
    total = Count(0, 0)
    for truth, other in pairs:
        for a, b in zip(_folded(truth).split("\n"), _folded(other).split("\n"), strict=True):
            x, y = pattern.findall(a), pattern.findall(b)
            blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
            total += Count(sum(block.size for block in blocks), len(x))
    return total


def _agree(tools: Path, pairs: Sequence[tuple[str, str]], found: Count) -> None:
    """Have score_text.py count the same texts; raises DisagreementError unless it finds as many right."""
    files = []
    for at, (truth, other) in enumerate(pairs):
        for name, text in ((f"restoration/{at}.truth.txt", truth), (f"restoration/{at}.restored.txt", other)):
            made(name).write_text(text, encoding="utf-8", newline="")
            files.append(str(made(name)))
    command = [sys.executable, str(tools / "score_text.py"), *files, "--lines"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[2]
    if told != f"{found.right}/{found.all}":
        raise DisagreementError(f"score_text.py: {told}, benchmarks.restoration: {found.right}/{found.all}")


def _sound(devset: Path, part: Part) -> None:
    """How many words of sound texts change, and which."""
    paths = [*(sample_text(name) for name in CLEAN), *sorted(devset.glob("*.txt")), *sorted(REPORTS.glob("*.txt"))]
    words, changed = 0, []
    for path in paths:
        if path.name.startswith(_UNSOUND):
            continue
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        for each in corrections(text, misread=True):
            near = text[max(0, each.span.start - 20) : each.span.end + 20].replace("\n", " ")
            changed.append([path.stem[:12], each.read, each.replacement, near.replace("|", " ")])
    on = f"{words} chữ · words"
    share = 10_000 * len(changed) / words
    part.figures.append(Figure("chữ đúng bị đổi · sound words changed in 10,000", share, 3, "max", "", 2, on))
    part.details.append(
        f"### Words of sound texts that change\n\n{table(['text', 'read', 'changed to', 'where'], changed)}"
    )


def _worse_pages(part: Part) -> None:
    """Vietnamese OCR pages that restoring makes worse."""
    paths = sorted(OCR.glob("*_vie_*.ocr.txt"))
    worse = 0
    for path in paths:
        _, truth, read = _pair(path)
        before, after = _counted([(truth, read)], _SYLLABLE), _counted([(truth, restore(read).value)], _SYLLABLE)
        worse += after.right < before.right
    what = "OCR tiếng Việt: văn bản xấu đi · Vietnamese OCR: texts made worse"
    part.figures.append(Figure(what, worse, 0, "max", "", 0, f"{len(paths)}"))


def _numbers_kept(devset: Path, part: Part) -> None:
    """Lines whose digits or symbols differ after restoring: real ones with other numbers, and lines drawn at random.

    Symbols are compared without diacritics and blanks. In lines that OCR read, only what holds no letter is a number.
    """
    draw = random.Random(1)
    paths = [*(sample_text(name) for name in CLEAN), *sorted(devset.glob("*.txt")), *sorted(REPORTS.glob("*.txt"))]
    paths = [path for path in paths if not path.name.startswith(_UNSOUND)]
    sound = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    garbled = [line for path in sorted(OCR.glob("*_eng_*.ocr.txt")) for line in path.read_text("utf-8").split("\n")]
    garbled = [line for line in garbled if line.strip()]
    lines, broken = 0, []
    for round_ in range(_ROUNDS):
        for kind, source in (("sound", sound), ("stripped", [strip(line) for line in sound]), ("garbled", garbled)):
            made_up = [_renumbered(line, draw) for line in draw.sample(source, len(source) // 2)]
            made_up += [_drawn(source, draw) for _ in range(len(source) // 2)]
            text = "\n\n".join(made_up)
            after = restore(text).value.split("\n\n")
            lines += len(made_up)
            broken += [
                f"{kind} {round_}: {a} -> {b}"
                for a, b in zip(made_up, after, strict=True)
                if _figures(a, kind) != _figures(b, kind)
            ]
    what = "dòng có số, ký hiệu bị đổi · lines whose digits or symbols changed"
    part.figures.append(Figure(what, len(broken), 0, "max", "", 0, f"{lines} dòng · lines"))
    part.details += [f"Digits: {line}" for line in broken[:20]]


_ROUNDS = 10
_DIGITS = re.compile(r"(?<![\w€¢$@])\d+(?![\w€¢$@])")
_PLAIN_SYMBOL = re.compile(r"\d+(?:/\d+)?/[A-Z][A-Z&-]*[A-Z]")
_MADE_UP = (
    "%d",
    "%d%%",
    "%d/2025/NQ-CP",
    "%d/QD-UBND",
    "%d.%03d",
    "%d,%d%%",
    "%d/%d/2026",
    "0912%06d",
    "%d-%d",
    "II.%d",
)


def _renumbered(line: str, draw: random.Random) -> str:
    return re.sub(r"(?<![\w/.])\d{1,3}(?![\w/.])", lambda _: str(draw.randrange(1000)), line)


def _drawn(source: Sequence[str], draw: random.Random) -> str:
    """Words of the source and numbers made up, in any order."""
    pieces = [word for _ in range(3) for word in draw.choice(source).split()[: draw.randrange(1, 7)]]
    for _ in range(draw.randrange(1, 5)):
        form = draw.choice(_MADE_UP)
        pieces.insert(
            draw.randrange(len(pieces) + 1), form % tuple(draw.randrange(1, 1000) for _ in range(_places(form)))
        )
    return " ".join(pieces)


def _places(form: str) -> int:
    return len(re.findall(r"%0?\d?d", form))


def _figures(line: str, kind: str) -> tuple[list[str], list[str]]:
    """The digits of a line in order, and its document symbols."""
    digits = _DIGITS.findall(line) if kind == "garbled" else re.findall(r"\d", line)
    return digits, _PLAIN_SYMBOL.findall(re.sub(r"(?: -|- )(?=[A-Z])(?<! - )", "-", strip(line)))


def _speed(devset: Path, part: Part) -> None:
    """Syllables a second of processor time, the best of five runs; what the models take to open."""
    texts = "\n\n".join(text for _, _, text in _stripped(sample_text(name) for name in CLEAN))
    texts += "\n\n".join(text for _, _, text in _stripped(iter(sorted(devset.glob("*.txt")))))
    paragraph = max((line for line in texts.split("\n") if line.count(" ") < 150), key=len)
    garbled = sample_text(GARBLED).read_text(encoding="utf-8")
    for what, text, bar in (
        ("tốc độ mất dấu, cả lô · stripped, batch", texts, 40_000),
        ("tốc độ mất dấu, một đoạn · stripped, one paragraph", paragraph, 5_000),
        ("tốc độ hỏng chữ, đã gặp · garbled, warm", garbled * 5, 20_000),
    ):
        rate = _rate(lambda text=text: restore(text), text)  # type: ignore[misc]
        on = f"{len(text.split())} chữ · words"
        part.figures.append(Figure(what, rate, bar, unit="/s", decimals=0, on=on))
    cold = subprocess.run(
        [sys.executable, "-c", _COLD, str(sample_text(GARBLED))], cwd=ROOT, capture_output=True, text=True, check=True
    )
    opened, rate, resident = map(float, cold.stdout.split())
    part.figures += [
        Figure("tốc độ hỏng chữ, lần đầu · garbled, cold", rate, 3_000, unit="/s", decimals=0, on=GARBLED),
        Figure("mở mô hình · opening the models", opened, 0.3, "max", "s", 2),
        Figure("bộ nhớ, cả Python · resident, Python and numpy too", resident / 1024, 150, "max", "MB", 0),
    ]
    files = (ROOT / "normalizers" / "data" / "restoration").iterdir()
    size = sum(path.stat().st_size for path in files) / 1e6
    part.figures.append(Figure("tệp mô hình · model files", size, 25, "max", "MB", 1))


def _rate(work: Callable[[], object], text: str) -> float:
    work()
    took = []
    for _ in range(5):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return len(text.split()) / min(took)


# In a process of its own: seconds to open what English OCR needs, words a second of the first text, most KiB resident.
_COLD = """
import sys, time
from pathlib import Path
from normalizers import restore
import normalizers.restoration.words
from normalizers.restoration.models import channel, models
text = Path(sys.argv[1]).read_text(encoding="utf-8")
start = time.process_time(); models(); channel("english"); opened = time.process_time() - start
start = time.process_time(); restore(text); took = time.process_time() - start
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(opened, len(text.split()) / took, peak)
"""
