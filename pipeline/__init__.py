"""Files, pages and people: read -> normalize -> extract -> check -> table."""
