"""Paper: workbooks and documents as plain values, their looks, and how much room a text takes."""
