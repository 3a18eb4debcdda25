"""Copy the figures of benchmarks/RESULTS.md into both READMEs; with --check only tell whether they are the same.

RESULTS.md marks the tables for the READMEs with `<!-- readme:begin -->` and `<!-- readme:end -->`; both get the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
NOT_MEASURED = {
    "README.md": "*Chưa đo: chạy `make bench` rồi `make figures`.*",
    "README.en.md": "*Not measured yet: run `make bench`, then `make figures`.*",
}


def between(text: str, name: str) -> str | None:
    """What stands between the marks `name`:begin and `name`:end, or None without marks."""
    found = re.search(rf"<!-- {name}:begin -->\n(.*?)<!-- {name}:end -->", text, re.DOTALL)
    return found[1] if found else None


def with_figures(readme: str, name: str, results: str | None) -> str:
    """The README `name` with the figures of `results` in its place for them."""
    figures = between(results, "readme") if results else None
    block = f"{(figures or NOT_MEASURED[name]).strip()}\n"
    return re.sub(
        r"(<!-- figures:begin -->\n).*?(<!-- figures:end -->)",
        lambda found: found[1] + block + found[2],
        readme,
        flags=re.DOTALL,
    )


def main(arguments: list[str]) -> int:
    """Update the READMEs; with --check change nothing and return 1 when one is out of date."""
    results = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else None
    stale = []
    for name in NOT_MEASURED:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = with_figures(old, name, results)
        if new != old:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"Figures out of date in {', '.join(stale)}: run `make figures`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
