"""What the provider says of somebody, to a name, a role and provinces here, or why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from access.accounts import ROLES, AccountError
from access.office.failure import SignInError
from access.office.settings import FOR_PROVINCES, Office
from access.territory import official

Claims = Mapping[str, object]


@dataclass(frozen=True)
class Person:
    """Who signs in. The subject is theirs for good at this issuer; the name may change."""

    issuer: str
    subject: str
    name: str
    role: str
    provinces: tuple[str, ...]


def person(claims: Claims, office: Office) -> Person:
    """Return who the provider says it is; raise SignInError for who has no place here."""
    role = _role(claims, office)
    return Person(
        issuer=office.issuer,
        subject=str(claims["sub"]),
        name=_name(claims, office),
        role=role,
        provinces=_provinces(claims, office, role),
    )


def wanted(office: Office) -> set[str]:
    """Return the claims that must be there for somebody to be told from others."""
    return {
        claim for claim in (office.name_claim, office.role_claim, office.province_claim) if claim
    }


def found(claims: Claims, path: str) -> object:
    """Return a claim by its name, or by the path to it, such as ``realm_access.roles``."""
    if path in claims:
        return claims[path]
    at: object = claims
    for name in path.split("."):
        at = at.get(name) if isinstance(at, Mapping) else None
    return at


def _role(claims: Claims, office: Office) -> str:
    """Return the strongest role that a group of theirs has; the order is that of the table."""
    roles = [
        office.roles[group] for group in _texts(claims, office.role_claim) if group in office.roles
    ]
    if not roles and not office.default_role:
        raise SignInError("role", f"no group in {office.role_claim} has a role")
    return max(roles or [office.default_role], key=ROLES.index)


def _provinces(claims: Claims, office: Office, role: str) -> tuple[str, ...]:
    """Return their provinces, none for all; nobody is given all because nothing was said."""
    if not office.province_claim:
        return ()
    texts = _texts(claims, office.province_claim)
    if office.provinces:
        given = [office.provinces[text] for text in texts if text in office.provinces]
        return _together(given, role)
    try:
        return _together([tuple(official([text])) for text in texts], role)
    except AccountError as error:
        raise SignInError("province", "a province that is not known") from error


def _together(given: list[tuple[str, ...]], role: str) -> tuple[str, ...]:
    if not given and role in FOR_PROVINCES:
        raise SignInError("province", f"a {role} without provinces")
    if not all(given):
        return ()
    return tuple(dict.fromkeys(name for names in given for name in names))


def _name(claims: Claims, office: Office) -> str:
    names = (claims.get(claim) for claim in (office.name_claim, "preferred_username", "email"))
    return next(
        (name for name in names if isinstance(name, str) and name.strip()), str(claims["sub"])
    )


def _texts(claims: Claims, path: str) -> list[str]:
    """Return the values of a claim that is a list or a single text."""
    value = found(claims, path)
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]
