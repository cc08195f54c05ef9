"""Readings to ask: by rules, which load at once."""

import accordingto as ato

STRIKE = """\
DORRASH, March 12 (Skerry Wire) - Government warplanes bombed the market of Dorrash on Tuesday, \
killing at least 31 people, including six children, according to Ilvar Dreshko, the director of \
the town's hospital.

The interior ministry denied that its air force had carried out the strike and said 12 people died.

The rebel Hadrevane Council accused the army of breaking the truce that was agreed on March 4.
"""


def read(text, **known):
    return ato.read(text, reader="rules", **({"published": "2024-03-13"} | known))
