"""Reading a file of any supported format into a Document."""
