"""``python -m training.language_model CORPUS OUT``: lexicon.bin and ngrams.bin from the training text."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalizers import Text
from normalizers.restoration.arrays import write_arrays
from normalizers.restoration.lexicon import Lexicon
from normalizers.restoration.tokens import END
from normalizers.unicode import composition, tone_place

from . import gazetteer
from .corpus import COMPONENTS, TEXTS, Stream, lines, stream
from .kneser_ney import Order, estimate, mix
from .model_files import ngram_arrays
from .vocabulary import counted, lexicon_of

UNITS = "vn_units_34prov_2026-07.tsv"


def numbered(each: Stream, lexicon: Lexicon) -> NDArray[np.uint16]:
    """The stream in the numbers of `lexicon`, the boundary at the end of each line."""
    numbers = [lexicon.number.get(form, lexicon.unknown) for form in each.forms]
    return np.array([*numbers, lexicon.number[END]], np.uint16)[each.words]


def streams(corpus: Path) -> dict[str, Stream]:
    """Every text of `corpus`, and the gazetteer's sentences, as numbers."""
    texts = {name: stream(lines(corpus, name)) for name in TEXTS}
    return texts | {"gazetteer": stream(_composed(text) for text in gazetteer.sentences(corpus / UNITS))}


def _composed(line: str) -> str:
    text = Text.of(line)
    for step in (composition, tone_place):
        text = text.edit(step(text.value))
    return text.value


def lexicon_from(texts: dict[str, Stream]) -> Lexicon:
    """The lexicon of `texts`."""
    in_domain = counted(texts[name] for name in TEXTS if name != "news")
    everything = in_domain + counted([texts["news"]])
    return lexicon_of(everything, in_domain, counted([texts["gazetteer"]]))


def language_model(texts: dict[str, Stream], lexicon: Lexicon) -> list[Order]:
    """The mixture of corpus.COMPONENTS, estimated one by one."""
    boundary = lexicon.number[END]
    models = []
    for component in COMPONENTS:
        parts = [np.array([boundary], np.uint16), *(numbered(texts[name], lexicon) for name in component.names)]
        models.append(estimate(np.concatenate(parts), boundary, len(lexicon.words), component.cutoffs))
        print(component.names, [len(order.keys) for order in models[-1]], flush=True)
    return mix(models, [component.weight for component in COMPONENTS])


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    start = time.monotonic()
    texts = streams(args.corpus)
    lexicon = lexicon_from(texts)
    args.out.mkdir(parents=True, exist_ok=True)
    write_arrays(args.out / "lexicon.bin", lexicon.arrays())
    write_arrays(args.out / "ngrams.bin", ngram_arrays(language_model(texts, lexicon)))
    print(f"{len(lexicon.words)} words, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
