"""What an indicator means, in words: its definition, its source, its limits, and how they changed."""
