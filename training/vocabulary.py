"""Which words the models know: syllables seen often enough, names of places, frequent words of other shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from normalizers.restoration.lexicon import Lexicon, strip
from normalizers.restoration.tokens import CLASSES
from normalizers.syllables import is_accented, is_stripped_syllable, is_syllable

from .corpus import Stream

_SYLLABLE = 10  # occurrences
_ACCENTED = 30  # «đắk», «hđnd», «krông»: not of the pattern of a syllable, with a diacritic
_PLAIN = 40  # «ubnd», «email»
_OTHERS = 3200  # words that are not syllables, the most frequent first
_LONGEST = 6  # letters of an accented word that is no syllable: longer ones are two words stuck together


def counted(streams: Iterable[Stream]) -> Counter[str]:
    """How often each form is seen in `streams`."""
    counts: Counter[str] = Counter()
    for each in streams:
        seen = np.bincount(each.words[each.words >= 0], minlength=len(each.forms))
        counts.update(dict(zip(each.forms, seen.tolist(), strict=True)))
    return counts


def lexicon_of(counts: Counter[str], in_domain: Counter[str], names: Counter[str]) -> Lexicon:
    """The lexicon: classes, then words in the order of their letters, then the words that only `names` hold.

    `in_domain` (all text but the news) ranks the candidates of one form.
    """
    words = {word for word in counts if word not in CLASSES}
    syllables = [word for word in words if is_syllable(word) and (counts[word] >= _SYLLABLE or word in names)]
    others = sorted(
        (word for word in words if not is_syllable(word) and _is_word(word, counts[word], word in names)),
        key=lambda word: (-counts[word], word),
    )
    known = [*CLASSES, *sorted({*syllables, *others[:_OTHERS]})]
    known += sorted(word for word in {*names} - {*known} if word.isalpha() and len(word) > 1)
    frequency = np.array([in_domain[word] for word in known])
    return Lexicon.of(known, np.lexsort((np.arange(len(known)), -frequency)))


def _is_word(word: str, count: int, is_name: bool) -> bool:
    if not is_accented(word):
        return count >= _PLAIN
    # «câp», «quyêt»: what OCR left of a syllable in the training text is no word
    whole = not is_stripped_syllable(strip(word)) and len(word) <= _LONGEST and not word.startswith("more")
    return whole and (count >= _ACCENTED or is_name)
