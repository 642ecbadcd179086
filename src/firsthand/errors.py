"""The error tree: only misuse raises; a bad input becomes a report with a problem.

FirsthandError
├── UsageError          the call cannot be carried out as it stands
├── EngineError         an engine's files are missing, damaged or of another version
└── KnowledgeError      a language or agency file (TOML) is wrong
"""


class FirsthandError(Exception):
    """Base of all errors that firsthand raises on purpose."""


class UsageError(FirsthandError):
    """The call cannot be carried out as it stands; the message names the remedy."""


class EngineError(FirsthandError):
    """An engine's files are missing, damaged or of another version."""


class KnowledgeError(FirsthandError):
    """A TOML file of languages or agencies lacks a key or has a wrong value."""
