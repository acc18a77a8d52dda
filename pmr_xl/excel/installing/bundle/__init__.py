"""A portable folder for Windows: Python, PMR and all it needs, to be used from a share or a stick without rights."""
