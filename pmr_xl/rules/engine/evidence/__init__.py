"""What several rules ask of history, months, days and words; no rule stands here."""
