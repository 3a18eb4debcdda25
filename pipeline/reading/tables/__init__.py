"""Tables of pages: grids from rules, the words in their cells, and what cells are read as."""
