"""Pages printed, degraded as office machines do it, read, and scored against what was printed."""
