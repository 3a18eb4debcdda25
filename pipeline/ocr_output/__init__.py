"""What archives keep of a page read: a searchable PDF, hOCR and ALTO, each word restored and at its place."""
