"""What is asked of the record: which figures are in force, what was stated before, under which names, from where."""
