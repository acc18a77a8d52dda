"""What makes the program quick: values that cost little to make, patterns compiled when first looked for."""
