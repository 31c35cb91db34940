"""What the provider says of somebody, and who it makes of them here."""

from dataclasses import replace
from typing import Any

import pytest

from access.office.claims import found, person
from access.office.failure import SignInError
from access.office.settings import Office

CLAIMS = {"sub": "an-1", "name": "An"}


def refused(claims: dict[str, Any], office: Office) -> str:
    with pytest.raises(SignInError) as error:
        person(claims, office)
    return error.value.kind


def test_of_several_roles_the_strongest_holds(office: Office) -> None:
    for groups in (["xem", "quan-tri", "gui"], ["quan-tri"], ["khac", "quan-tri", "xem"]):
        assert person(CLAIMS | {"groups": groups}, office).role == "admin"


@pytest.mark.parametrize("groups", [None, [], ["khac"], "", "xem,gui", {"xem": 1}, [["xem"]], 7])
def test_without_a_role_nobody_comes_in(office: Office, groups: object) -> None:
    assert refused(CLAIMS | {"groups": groups}, office) == "role"
    anybody = replace(office, default_role="viewer")
    assert person(CLAIMS | {"groups": groups}, anybody).role == "viewer"


def test_a_single_text_is_a_group_too(office: Office) -> None:
    assert person(CLAIMS | {"groups": "xem"}, office).role == "viewer"


def test_a_claim_may_stand_inside_another(office: Office) -> None:
    inside = replace(office, role_claim="realm_access.roles")
    assert person(CLAIMS | {"realm_access": {"roles": ["xem"]}}, inside).role == "viewer"
    named = CLAIMS | {"realm_access.roles": ["quan-tri"], "realm_access": {"roles": ["xem"]}}
    assert person(named, inside).role == "admin"
    assert found({"realm_access": ["xem"]}, "realm_access.roles") is None


@pytest.mark.parametrize(
    ("groups", "provinces"),
    [
        (["gui", "cao-bang"], ("Cao Bằng",)),
        (["gui", "lang-son", "cao-bang", "khac"], ("Lạng Sơn", "Cao Bằng")),
        (["gui", "cao-bang", "trung-uong"], ()),
        (["xem"], ()),
        (["quan-tri"], ()),
    ],
)
def test_provinces_are_those_of_the_groups(
    office: Office, groups: list[str], provinces: tuple[str, ...]
) -> None:
    assert person(CLAIMS | {"groups": groups}, office).provinces == provinces


@pytest.mark.parametrize("role", ["sender", "approver"])
def test_nobody_is_given_every_province_because_none_was_said(office: Office, role: str) -> None:
    sends = replace(office, roles={"gui": role})
    assert refused(CLAIMS | {"groups": ["gui", "khac"]}, sends) == "province"


def test_without_a_table_the_claim_names_the_provinces(office: Office) -> None:
    named = replace(office, province_claim="tinh", provinces={})
    claims = CLAIMS | {"groups": ["gui"]}
    assert person(claims | {"tinh": "cao bang"}, named).provinces == ("Cao Bằng",)
    assert person(claims | {"tinh": ["Bắc Cạn"]}, named).provinces == ("Bắc Kạn",)
    assert person(claims | {"tinh": ["all"]}, named).provinces == ()
    for unknown in (["Cao Bằng", "Xyz"], ["06"], [], None):
        assert refused(claims | {"tinh": unknown}, named) == "province"


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "An"}, "An"),
        ({"name": " ", "preferred_username": "an.nt"}, "an.nt"),
        ({"name": None, "email": "an@example.vn"}, "an@example.vn"),
        ({"name": ["An"]}, "an-1"),
    ],
)
def test_a_name_is_found_for_everybody(office: Office, claims: dict[str, Any], name: str) -> None:
    assert person({"sub": "an-1", "groups": "xem"} | claims, office).name == name
