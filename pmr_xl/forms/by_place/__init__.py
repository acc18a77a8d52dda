"""Figures by place or group as they are published: a page, a workbook, rows of open data."""
