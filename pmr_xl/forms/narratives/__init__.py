"""What chapters say in words: the document an agency fills in, and its paragraphs by the part they belong to."""
