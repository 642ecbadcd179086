"""Facts: the quantities, dates, places and signs of polarity and certainty in a stretch of text.

Each module finds one kind, with its span and one value for all languages and spellings, and tells
of two findings whether they are the same, different, or not to be compared. Align and compare use
them; neither decides here.
"""
