"""Thousands of files: each one is done, quarantined with a reason, or pending, and `verify` proves it."""
