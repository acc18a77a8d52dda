"""First drafts of indicators from the rows of a published table, and where they belong in a schema."""
