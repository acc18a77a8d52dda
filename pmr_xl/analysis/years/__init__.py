"""The years: what stands between two schemas, and where a series breaks."""
