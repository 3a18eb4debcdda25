"""Reports as one HTML file that needs nothing else: of a store, and of single files; see docs/report.md."""
