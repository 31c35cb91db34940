"""Who may do what one may not: the accounts to ask, told only to who is signed in."""

from collections.abc import Collection

from access.accounts import ROLES, Account, accounts
from access.rights import Answer, may
from access.words import say

MOST = 3


def who_may(action: str, provinces: Collection[str] = ()) -> list[Account]:
    """Return the accounts that may do this to these provinces, the nearest to them first."""
    able = [account for account in accounts() if may(account, action, provinces)]
    return sorted(able, key=lambda one: (ROLES.index(one.role), not one.provinces))


def to_ask(lang: str, answer: Answer) -> str:
    """Return whom who is signed in may ask instead; "" for who is not."""
    if answer.account is None or not answer.why:
        return ""
    return named(lang, answer.action, answer.provinces)


def named(lang: str, action: str, provinces: Collection[str] = ()) -> str:
    """Return a sentence with the names of those who may do this, or that nobody may."""
    able = who_may(action, provinces)
    if not able:
        return say(lang, "nobody_may", action=say(lang, f"to_{action}"))
    people = [f"{one.name} ({say(lang, f'role_{one.role}')})" for one in able[:MOST]]
    more = ["…"] if len(able) > MOST else []
    action_said = say(lang, f"to_{action}")
    return say(lang, "who_may", action=action_said, people=", ".join([*people, *more]))
