"""The review page: every value and finding one click from its place on the page, corrections kept in the store."""
