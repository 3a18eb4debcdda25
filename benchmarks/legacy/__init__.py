"""Legacy encodings: round trips, detection by line, false conversions, speed."""
