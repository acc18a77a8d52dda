"""What an agency's schema says: its indicators, how often each comes about, and where they stand."""
