"""Scans made ready for reading, each step a small function; the only imports of `cv2`."""
