"""The live site: pages of documents as they are now, and a form to edit them."""
