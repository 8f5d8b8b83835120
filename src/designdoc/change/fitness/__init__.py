"""How well a template serves those who write from it, told by the documents that they wrote."""
