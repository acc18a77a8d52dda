"""The whole office at a glance: every agency of an edition, where it stands, and whose it is."""
