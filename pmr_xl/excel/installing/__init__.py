"""Installing the add-in, and finding out why it does not work."""
