"""What a form says and asks of definitions: a sheet with every text, a sheet for what percentages are made of."""
