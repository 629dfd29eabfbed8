"""A page that lost its line breaks on the way (copied from a preview, saved as one line) gets them again."""

from __future__ import annotations

import re

from desktop.intake import vocabulary

_FEW_LINES = 2
_FILLED = re.compile(r"[^\n]*\S")
_BULLET = re.compile(r"[ \t]+(?=[•▪●‣◦][ \t])")
_GOAL_FIRST = re.compile(r"\n[ \t]*((?:€ ?)?[0-9][0-9 .,]{0,15}(?: ?(?:€|EUR|euros?|евро|еўра|євро))?):[ \t]")
_AFTER_SENTENCE = ".!?…:;)"
_LABEL = re.compile(rf"(?:{vocabulary.COLLECTED.pattern})(?=\s?[:：])|{vocabulary.CLOSED.pattern}", re.IGNORECASE)


def unfold(text: str) -> str:
    """Break a page of one or two lines at its bullets, its question and its status; leave any other page alone."""
    if len(_FILLED.findall(text)) > _FEW_LINES:
        return text
    text = _BULLET.sub("\n", text)
    text = _break_at(text, [match for match in vocabulary.ANCHOR.finditer(text) if "?" in match[0]], after=True)
    text = _GOAL_FIRST.sub(r"\n\1\n", text)
    return _break_at(text, list(_LABEL.finditer(text)), after=False)


def _break_at(text: str, matches: list[re.Match[str]], *, after: bool) -> str:
    pieces: list[str] = []
    at = 0
    for match in matches:
        before = text[at : match.start()].rstrip(" \t")
        if match.start() and not text[match.start() - 1].isspace():
            continue  # in the middle of a word
        if not match[0][:1].isupper() and before[-1:] not in _AFTER_SENTENCE:
            continue  # in the middle of a sentence
        pieces += [text[at : match.start()], "\n", match[0], "\n" if after else ""]
        at = match.end()
    return "".join((*pieces, text[at:]))
