"""Numbers in words: what needs to know nothing of units, sheets or formats."""
