"""The command `vanthu`."""
