"""Making the models: of `normalizers.restoration` from text, of diacritics from drawings; never needed at run time."""
