"""The life of indicators and agencies: schemas and the roll are edited as text; history stays with the ids."""
