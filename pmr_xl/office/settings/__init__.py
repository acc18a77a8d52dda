"""What an office decides otherwise than the program: settings.yaml, as it begins and as it is checked."""
