"""Commands about what indicators mean: taken in, listed, changed, confirmed, printed."""
