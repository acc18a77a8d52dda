"""What a person may ask about the reliability of figures: draw a sample, take looks in, list, count, print."""
