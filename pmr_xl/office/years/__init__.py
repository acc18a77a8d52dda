"""The schemas of every year: what a schema means as a fingerprint, the ones that were, and ids that never move."""
