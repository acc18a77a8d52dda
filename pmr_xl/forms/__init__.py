"""The paper: forms and sheets as plain values, what is on them and how they are read; never how a file is made."""
