"""What is added to a submission: the findings sheet and its answers, the ledger of repairs, the list of changes."""
