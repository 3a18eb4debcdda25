"""Pictures drawn as SVG without script; the only import of matplotlib.

Text stays text, so that it can be found and read out; nothing in it is taken for mathematics or markup.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from threading import Lock
from typing import Any

from ..archive.told import WORK
from ..checks.finding import SEVERITIES
from ..decimals import decimal
from ..labels import Label, Language, labels
from ..printable import pictured
from .coverage import Coverage, State
from .faults import FaultRow
from .flow import Flow
from .palette import AMBER, BLUE, GREEN, GRID, INK, MUTED, PAPER, RED, SEVERITY
from .rates import RateRow
from .tables import measure_name, rule_title

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # before it tells of fonts and of the folder of its cache

import matplotlib as mpl  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.axis import Axis  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: E402

UNITS, MEASURES, BARS = 30, 14, 15  # rows in a picture; the tables have all

_WIDTH = 9.6  # inches of 72 units
_ROW = 0.27  # inches of a row of a list
_FRAME = 1.2  # inches above and below the rows
_FLOW_ROWS = 10  # as high as so many
_UPRIGHT = 10  # names along the bottom that fit side by side
_LONGEST = 44  # characters of a name
_SETTINGS: Any = {  # typed by the library as one of three hundred names
    "svg.fonttype": "none",
    "svg.hashsalt": "vanthu",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "font.family": ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"],
    "font.size": 10.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.edgecolor": GRID,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": PAPER,
}
_ONE_AT_A_TIME = Lock()  # the settings are of the whole process
_CELLS: tuple[tuple[State, str, str, str, Label], ...] = (
    ("present", "s", BLUE, BLUE, Label("có báo cáo", "report is there")),
    ("covered", "s", PAPER, BLUE, Label("có báo cáo dài hơn", "longer report")),
    ("missing", "X", RED, RED, Label("thiếu", "missing")),
    ("before", ".", MUTED, MUTED, Label("chưa bắt đầu", "not begun")),
)
_LINES = ((BLUE, "o"), (GREEN, "s"), (AMBER, "^"))  # in the order of WORK
_RATES = (
    Label("thấp nhất – cao nhất", "least – greatest"),
    Label("trung vị", "median"),
    Label("mục tiêu", "target"),
)
_NOTHING = Label("Chưa có số liệu.", "Nothing to show yet.")


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture is called, what it shows in words, and the language of the words in it."""

    title: str
    about: str
    language: Language


def draw_coverage(coverage: Coverage, words: Words) -> str:
    """The grid of the first UNITS units."""
    rows = coverage.units[:UNITS]

    def paint(axes: Axes) -> None:
        for state, marker, face, edge, label in _CELLS:
            places = [(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row.cells) if cell.state == state]
            xs, ys = [x for x, _ in places], [y for _, y in places]
            axes.plot(xs, ys, ls="", marker=marker, ms=9, mfc=face, mec=edge, label=label.to(words.language))
        for y, row in enumerate(rows):
            for x, cell in enumerate(row.cells):
                if cell.reports > 1:
                    axes.text(x, y, str(cell.reports), color=PAPER, size=7, ha="center", va="center")
        _name_rows(axes, [row.unit for row in rows])
        _name_periods(axes, coverage.periods)
        axes.set_xlim(-0.6, max(len(coverage.periods), 8) - 0.4)

    return _drawn(len(rows), words, paint)


def draw_flow(flow: Flow, words: Words) -> str:
    """A line a measure."""

    def paint(axes: Axes) -> None:
        for at, (measure, (colour, marker)) in enumerate(zip(WORK, _LINES, strict=True)):
            sums = [moment.sums[at] for moment in flow.moments]
            values = [float("nan") if value is None else value for value in sums]
            name = labels()["measure"][measure].to(words.language)
            axes.plot(range(len(values)), values, color=colour, marker=marker, ms=5, lw=1.8, label=name)
        _name_periods(axes, [moment.period for moment in flow.moments])
        axes.set_xlim(-0.3, len(flow.moments) - 0.7)
        known = [value for moment in flow.moments for value in moment.sums if value is not None]
        axes.set_ylim(0, max([1, *known]) * 1.08)
        _number(axes.yaxis, words.language)

    return _drawn(_FLOW_ROWS if flow.moments else 0, words, paint)


def draw_rates(rates: tuple[RateRow, ...], words: Words) -> str:
    """From the least to the greatest value of each measure, the middle one and the target marked."""
    rows = rates[:MEASURES]

    def paint(axes: Axes) -> None:
        span, middle, aim = (label.to(words.language) for label in _RATES)
        at = range(len(rows))
        axes.hlines(at, [r.least for r in rows], [r.greatest for r in rows], color=MUTED, lw=2, label=span)
        axes.plot([r.median for r in rows], at, ls="", marker="o", ms=8, color=BLUE, label=middle)
        aims = [(r.target, y) for y, r in enumerate(rows) if r.target is not None]
        axes.plot([x for x, _ in aims], [y for _, y in aims], ls="", marker="|", ms=16, mew=3, color=AMBER, label=aim)
        for y, row in enumerate(rows):
            told = f"{decimal(row.median, words.language)} %"
            axes.text(1.01, y, told, transform=axes.get_yaxis_transform(), va="center")
        _name_rows(axes, [measure_name(row.measure).to(words.language) for row in rows])
        axes.set_xlim(0, max([100.0, *(row.greatest for row in rows)]) * 1.01)
        _number(axes.xaxis, words.language, " %")

    return _drawn(len(rows), words, paint)


def draw_faults(faults: tuple[FaultRow, ...], words: Words, *, of_rules: bool) -> str:
    """A bar a rule or unit, parted by severity."""
    rows = faults[:BARS]

    def paint(axes: Axes) -> None:
        left = [0] * len(rows)
        for at, severity in enumerate(SEVERITIES):
            counts = [row.counts[at] for row in rows]
            name = labels()["severity"][severity].to(words.language).lower()
            axes.barh(range(len(rows)), counts, 0.66, left, color=SEVERITY[severity], edgecolor=PAPER, label=name)
            left = [before + count for before, count in zip(left, counts, strict=True)]
        for y, count in enumerate(left):
            told = decimal(count, words.language)
            axes.annotate(told, (count, y), (4, 0), textcoords="offset points", va="center")
        titles = (rule_title(row.name).to(words.language) for row in rows)
        told_rules = [f"{row.name}: {title}" for row, title in zip(rows, titles, strict=True)]
        _name_rows(axes, told_rules if of_rules else [row.name for row in rows])
        axes.margins(x=0.08)
        _number(axes.xaxis, words.language)

    return _drawn(len(rows), words, paint)


def _drawn(rows: int, words: Words, paint: Callable[[Axes], None]) -> str:
    """The picture that `paint` makes on axes with room for so many rows; a sentence where there is none."""
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS), _quiet():
        figure = Figure(figsize=(_WIDTH, _FRAME + _ROW * max(rows, 1)), layout="constrained")
        axes = figure.add_subplot()
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        if rows:
            paint(axes)
            axes.legend(
                loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, handletextpad=0.5, borderpad=0.3
            )
        else:
            axes.axis("off")
            axes.text(0.5, 0.5, _NOTHING.to(words.language), ha="center", transform=axes.transAxes)
        return _svg(figure, words)


@contextmanager
def _quiet() -> Iterator[None]:
    """No word of the library about fonts: a letter that the font lacks is drawn by whoever shows the picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _name_rows(axes: Axes, names: list[str]) -> None:
    """Names down the left side, the first on top."""
    axes.set_yticks(range(len(names)), [_short(name) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)


def _name_periods(axes: Axes, names: Sequence[str]) -> None:
    """Names along the bottom, slanting where there are many."""
    slant = len(names) > _UPRIGHT
    axes.set_xticks(range(len(names)), names, rotation=45 if slant else 0, ha="right" if slant else "center")


def _number(axis: Axis, language: Language, unit: str = "") -> None:
    """Whole numbers as the language writes them, and lines to read them by."""
    axis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: decimal(round(value), language) + unit))
    axis.grid(color=GRID, lw=0.7)


def _short(name: str) -> str:
    shown = " ".join(pictured(name).split())
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _svg(figure: Figure, words: Words) -> str:
    """The drawing with what it shows in words; the same bytes for the same drawing."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    drawn = out.getvalue()
    start = drawn.index("<svg") + len("<svg")
    end = drawn.index(">", start) + 1
    title, about = (escape(pictured(text)) for text in (words.title, words.about))
    told = f'<title id="title">{title}</title><desc id="about">{about}</desc>'
    return f'<svg role="img" aria-labelledby="title about"{drawn[start:end]}{told}{drawn[end:]}'
