"""What a person may ask of definitions: take them in, list them, change them, confirm them, print them."""
