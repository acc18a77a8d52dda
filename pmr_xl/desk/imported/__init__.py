"""Tables that people bring: taken in, judged, and what was guessed of them."""
