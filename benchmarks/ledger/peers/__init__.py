"""Programs that run the peers in their own environment; each prints one JSON object. Run by path, with its Python."""
