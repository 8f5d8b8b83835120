"""Which types a piece of code defines, one file a family of languages."""
