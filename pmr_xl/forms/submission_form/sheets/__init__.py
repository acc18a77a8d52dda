"""The form's sheets, one module each, and how their cells look."""
