"""The review ledger: which links somebody accepted, and what both ends meant then."""
