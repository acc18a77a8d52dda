"""Briefs: one page an agency for senior staff."""
