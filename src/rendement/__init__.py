"""Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""

__version__ = "0.1.0"
