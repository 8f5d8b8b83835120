"""Mermaid diagrams as nodes and edges with places, and what mermaid.js would reject.

Flowcharts and sequence diagrams are read by the rules of mermaid.js 11; other kinds of
diagram are recognised and not judged.
"""

from designdoc.model.mermaid.diagram import Diagram, Edge, Group, Node, Problem
from designdoc.model.mermaid.read import read

__all__ = ["Diagram", "Edge", "Group", "Node", "Problem", "read"]
