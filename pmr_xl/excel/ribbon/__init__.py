"""What the buttons of the PMR tab do."""
