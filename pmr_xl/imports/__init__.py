"""Tables that people bring: read, understood, judged, and on their way into schemas and the record."""
