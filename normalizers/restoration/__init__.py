"""Vietnamese back from text without diacritics, from English OCR, and from light errors of Vietnamese OCR."""
