"""New workbooks and Word documents from paper."""
