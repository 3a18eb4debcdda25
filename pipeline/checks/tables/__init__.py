"""The arithmetic of tables: what a table itself shows to be a sum or a percentage must hold in every row."""

from .findings import tables_agree

__all__ = ["tables_agree"]
