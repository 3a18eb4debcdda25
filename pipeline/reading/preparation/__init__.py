"""Scans made ready for reading, each step a small function."""
