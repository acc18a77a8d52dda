"""The cells of a sheet while they are read: the grid they are laid on, and the fast way through plain rows."""
