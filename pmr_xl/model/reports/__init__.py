"""What reports there are: the shape of one, and the City's own three."""
