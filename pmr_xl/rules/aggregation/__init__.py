"""How months become a year to date."""
