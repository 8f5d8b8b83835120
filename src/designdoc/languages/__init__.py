"""What code in seven languages declares and imports, one file a family of languages.

Fences of a document and files of a source tree are read by the same readers. Only ``grammars``
knows tree-sitter.
"""
