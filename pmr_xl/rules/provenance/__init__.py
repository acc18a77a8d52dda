"""Who answers for a submission."""
