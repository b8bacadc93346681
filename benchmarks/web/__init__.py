"""How soon the pages of the workspace answer."""
