"""The archive measured: stores filled by themselves, exports, and reports compared with each other."""
