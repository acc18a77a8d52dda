"""The record on a PostgreSQL server, for an office that has outgrown one file. Loaded where the settings name one."""
