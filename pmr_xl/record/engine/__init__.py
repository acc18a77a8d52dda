"""What the record is kept by: one plain SQL, two engines that understand it."""
