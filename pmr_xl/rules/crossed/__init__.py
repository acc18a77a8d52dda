"""Figures of one indicator that stand under another."""
