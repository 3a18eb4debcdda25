"""Words, numbers and tables of a text, and the phrases of a vocabulary in it."""
