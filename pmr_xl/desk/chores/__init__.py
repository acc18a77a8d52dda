"""The work around the forms: more time, lists and parts to fill them from, corrections by telephone, promises."""
