"""Rules on what indicators are said to mean (DEF)."""
