"""What goes out to the public: what may, and how it is put in place."""
