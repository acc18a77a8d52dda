"""The program's version, in a room of its own: everybody may know it, and it knows nobody."""

__version__ = "0.1.0"
