"""What a page carries: the runtime, the program's core, and what an agency may know of its office."""
