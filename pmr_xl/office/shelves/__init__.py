"""The shelves of an office's library, each over the one before: files, chapters, schemas that were, reports."""
