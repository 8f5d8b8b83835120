"""Mermaid diagrams as nodes and edges with places, and what mermaid.js would reject.

Flowcharts and sequence diagrams are read by the rules of mermaid.js 11. Of state, class, entity
relationship, Gantt, git and pie diagrams, journeys and mind maps only certain faults are told; the
remaining kinds are recognised and not judged.
"""

from designdoc.model.mermaid.diagram import Diagram, Edge, Group, Node, Problem
from designdoc.model.mermaid.read import read

__all__ = ["Diagram", "Edge", "Group", "Node", "Problem", "read"]
