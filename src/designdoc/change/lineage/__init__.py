"""The versions of a template, and which of them a document follows."""
