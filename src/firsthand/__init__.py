"""firsthand: who said it first, and who is only repeating it."""

__version__ = "0.1.0"
