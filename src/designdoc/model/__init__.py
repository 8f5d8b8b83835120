"""Typed facts of a design document: what it says, section by section, with places."""
