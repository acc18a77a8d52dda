"""The machinery of the rules: how they are declared, found, asked, and how their findings are worded."""
