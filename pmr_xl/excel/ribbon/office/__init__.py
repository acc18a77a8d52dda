"""The whole office from Excel: board, exceptions, brief, targets."""
