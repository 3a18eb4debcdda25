"""Making `pipeline/reading/diacritics/marks.onnx`: pages of syllables, the crops of their scans, the network."""
