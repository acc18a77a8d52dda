"""What was received: files in a folder, what each is, in which state a submission is, and what was answered on it."""
