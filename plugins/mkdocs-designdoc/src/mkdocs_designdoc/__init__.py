"""Findings and traceability matrix of design documents in a MkDocs site."""
