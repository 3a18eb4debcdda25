"""Percentages, ratios and other numbers."""
