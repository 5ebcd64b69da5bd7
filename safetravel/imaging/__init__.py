"""Hostile pixels are tamed here: files come in by `intake`, are opened by a confined child (`decoder`) and leave as
plain JPEGs (`darkroom`). Nothing is imported at this level, since the child pays for each import."""
