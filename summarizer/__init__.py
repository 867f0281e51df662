"""Structured summaries of documents: every value that is printed can be pointed at in the text."""
