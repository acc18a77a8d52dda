"""The years: what stands between two schemas, where a series breaks, and what follows when a year's months change."""
