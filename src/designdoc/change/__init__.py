"""What changes: templates between their versions, documents between theirs."""
