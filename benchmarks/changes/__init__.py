"""Built changes: one thing altered in one of two parallel tellings, by lexicons of its own.

Nothing here uses firsthand's tables or finders, so that they can be measured with it. Each module
proposes edits of one kind; ``XX.toml`` holds what may be exchanged for what in a language.
"""
