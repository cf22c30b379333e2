"""The version, once. The manifest, the wheel and the API page read it here."""

__version__ = "0.1.0"
