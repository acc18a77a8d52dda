"""What stands behind the PMR_ functions of Excel."""
