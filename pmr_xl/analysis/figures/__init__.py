"""What one figure can be, usually is, and by which scale it is off: asked by rules, forms and sheets alike."""
