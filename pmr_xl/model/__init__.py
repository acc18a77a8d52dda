"""The ground: the words of performance reporting as plain values. Imports nothing above itself."""
