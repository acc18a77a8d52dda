"""Files as a layout program or a word processor leaves them, read for proof: pages, paragraphs, rows."""
