"""Figures by place or group before they are published: what must be hidden, how far groups lie apart."""
