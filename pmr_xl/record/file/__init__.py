"""The record's file: who may write it, how it is read whole and replaced whole."""
