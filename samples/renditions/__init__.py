"""Makes real files (PDF, office scan, fax, DOCX …) out of the plain texts in samples/text."""
