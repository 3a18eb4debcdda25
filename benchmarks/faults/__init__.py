"""The fault injector: one figure of a sound text is changed, and the checks must see what an identity can see.

What can be seen is decided here, by the text's own equations, without the checks of pipeline/: read identities.py
(relations and their readings), equations.toml (those of real texts, by hand), accounts.py and generated.py (those of
made reports), mutations.py (what is changed), measure.py (what is counted).
"""
