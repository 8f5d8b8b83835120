"""Typed facts of a source tree, and how what a document says of it is compared with them."""
