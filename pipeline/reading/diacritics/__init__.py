"""The diacritics of a printed syllable, told by a small network that knows no words.

Tesseract reads with the words it has learnt in mind: «Ẫn» is «Ấn» to it with confidence. The network sees one
syllable at a time, was shown rare ones nearly as often as common ones, and is asked only which marks are on the letters
that were read. How it was made: docs/model.md.
"""
