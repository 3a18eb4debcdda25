"""Numbers and symbols of documents."""
