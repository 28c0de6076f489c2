"""The shared box: people log in over SSH and get the coach, each with their own profile, and nothing else.

There are two ways in, and both end in the same code (``guests.entry``): the box's own OpenSSH with a forced command
(``guests.login``), and a server of our own (``server``). Who may log in is in ``accounts.keys``, what they may ask for
in ``guests.verbs``, what they cannot reach in ``guests.sandbox``.
"""
