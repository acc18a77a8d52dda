"""The demonstration and the sample workbooks."""
