"""The shared box: people come in over SSH and get the coach, each with their own profile, and nothing else.

Two doors lead to the same room: the box's own OpenSSH with a forced command (``login``), and a server of our own
(``server``). Who may come in is in ``keys``, what they may ask for in ``verbs``, what they cannot reach in ``sandbox``.
"""
