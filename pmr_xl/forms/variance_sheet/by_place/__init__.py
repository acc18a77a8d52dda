"""Places and groups beside their last year, on a page of the variance sheet."""
