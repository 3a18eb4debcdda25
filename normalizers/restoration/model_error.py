"""What goes wrong with a model file; apart, so that it can be caught without numpy."""


class ModelError(Exception):
    """A model file is missing, of another version, or cut short."""
