"""The desk: what a person may ask for, by whatever door. Each request is one module and one function."""
