"""Serving: the reading room as a web server on this machine.

``run`` is the way in. ``guard`` decides who may ask, ``uploads`` what may be handed in, ``jobs``
works through it, ``worker`` compares in a process of its own, ``routes`` answers.
"""
