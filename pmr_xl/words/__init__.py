"""Sentences for people about what the desk did, the same at every door: command line, Excel, page."""
