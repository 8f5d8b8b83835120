"""Use cases: check, fix, new. They speak to the world through ports and do no I/O themselves."""
