"""Numbers of dossiers and what they count."""
