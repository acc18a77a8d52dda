"""Which of the tables that people bring one is, told by its headings."""
