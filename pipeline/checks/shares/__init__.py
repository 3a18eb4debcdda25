"""Printed percentages against the counts that should give them (P1-P17)."""
