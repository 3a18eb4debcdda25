"""The fault injector: one figure of a sound text is changed, and the checks must see what an identity can see.

What can be seen is decided here, by the text's own equations, without the checks of pipeline/. Read identities.py
(with the relations in relations.py and dates.py), data/equations.toml (the equations of real texts, by hand),
accounts.py and generated.py (those of made reports), mutations.py (what is changed), trial.py (one document, what
counts as caught) and measure.py (the figures).
"""
