"""What stands in a page until the whole site is read."""

from docutils import nodes


class Placeholder(nodes.General, nodes.Element):
    """A place for findings or the matrix; its attribute ``piece`` says which, as a ``Piece``."""
