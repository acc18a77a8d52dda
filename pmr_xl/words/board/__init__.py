"""The board, the exceptions and the letters as doors give them: rows by name, workbooks, CSV, JSON, a line of sums."""
