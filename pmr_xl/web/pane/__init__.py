"""The page as Excel's own task pane: its manifest, its icons, and where Excel's library comes from."""
