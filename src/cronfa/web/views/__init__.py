"""Views: each asks a presenter and places what it says on a page."""
