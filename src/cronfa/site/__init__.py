"""The site: Django's settings. They are read only when something asks for the database."""
