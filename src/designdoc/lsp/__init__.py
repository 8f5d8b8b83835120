"""The language server: requests of an editor answered from a ``Session``. It holds no rules."""
