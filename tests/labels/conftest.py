"""The KEPs, as the tests of the corpus have them."""

from corpus.conftest import keps

__all__ = ["keps"]
