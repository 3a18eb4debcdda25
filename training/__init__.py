"""Making the models of `normalizers.restoration` from text: training only, never needed at run time."""
