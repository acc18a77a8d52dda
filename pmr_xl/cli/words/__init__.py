"""Sentences of the command line: what a request did, told to a person."""
