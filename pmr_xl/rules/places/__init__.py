"""Figures by place or group: what only shows where all places of a period stand beside each other."""
