"""The command line: translates words into use cases and results into text and exit status."""
