"""The archive measured on made content."""
