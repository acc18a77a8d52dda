"""Charts drawn in pure Python, as SVG: for briefs, pages and print."""
