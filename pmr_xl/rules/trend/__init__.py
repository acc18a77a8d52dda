"""The five-year trend."""
