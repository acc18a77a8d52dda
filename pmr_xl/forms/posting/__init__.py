"""Figures as data that are posted: the City's dataset, a tidy file of ours, and what describes both."""
