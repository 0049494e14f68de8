"""Migrations of the database's tables; applied when the application is served (`thaotruong serve`)."""
