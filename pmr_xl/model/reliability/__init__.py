"""Whether anybody ever looked at a figure: classes, what was looked at, samples, the five elements."""
