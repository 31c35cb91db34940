"""The page of who has reported: its numbers, the texts to send, and the rules that hold."""

import pandas as pd
import streamlit as st

from data.periods import rules
from pages.parts.discipline import looked_at, newest_reports, rates
from pages.parts.figures import written
from pages.parts.finished import finished, once
from pages.parts.format import month, percent
from pages.parts.kept import kept
from pages.parts.letters import letter, message
from pages.parts.links import REPORTING, Query, asking, link
from pages.parts.pick import put
from pages.parts.roll import counted, show_roll
from pages.parts.terms import help_by_label
from pages.parts.view import View

LANGUAGES = ("vi", "en")
TEXTS = {"message": message, "letter": letter}
SHOWN = ("received", "on_time", "late", "missing")


def show_numbers(view: View) -> None:
    """Show how many reports of the last period came, how many on time, late, or not yet."""
    counts = _counts(view)
    whole = counts["expected"]
    wide = 2 if view.look.narrow else len(SHOWN)
    for at in range(0, len(SHOWN), wide):
        row = zip(st.columns(wide, wrap=False), SHOWN[at : at + wide], strict=False)
        for place, name in row:
            part = whole - counts["received"] if name == "missing" else counts[name]
            with place.container(border=True, height="stretch", key=f"card_{name}"):
                said = view.say(f"reporting.{name}")
                told = None if view.look.narrow else help_by_label(view.lang)[said]
                label = link(said, REPORTING, _asked(view, name))
                st.metric(label, f"{part}/{whole}", help=told)
                st.caption(percent(part / whole, view.lang))
    nil = counts["nil"]
    if nil:
        linked = link(str(nil), REPORTING, _asked(view, "nil"))
        st.caption(view.say("reporting.nil_said", n=linked))
    _show_counted(view)


@kept
def _counts(view: View) -> dict[str, int]:
    counted = rates(newest_reports(view), "period").iloc[0]
    return {str(name): int(count) for name, count in counted.items()}


def _asked(view: View, name: str) -> Query:
    """Return the query for the reports that a number of this page counts."""
    first, last = view.scope.choice.first, looked_at(view).last
    return asking(view, {"from": first, "to": last, "state": name})


def _show_counted(view: View) -> None:
    """Show the reports that the number named in the URL counts, by name."""
    name = st.query_params.get("state", "")
    if name not in (*SHOWN, "nil"):
        return
    found = counted(newest_reports(view), name)
    period, n = month(looked_at(view).last), len(found)
    what = view.say(f"reporting.{name}")
    said = view.say("reporting.listed", what=what, n=n, period=period)
    st.subheader(said, anchor=False)
    if n:
        show_roll(view, found, name=f"bao-cao-{name}", said=said)


def show_silence(view: View, period: str) -> None:
    """Say so if nobody has reported since an earlier period, and offer to look at that one."""
    last = view.scope.known.last
    if last >= period:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(view.say("reporting.silent", period=month(last)), width="content")
        st.button(
            view.say("reporting.silent_go", period=month(last)),
            key="silent_go",
            on_click=put,
            args=("to", last),
        )


def show_texts(view: View) -> None:
    """Show the list of who is late as a message and as a letter, in both languages, to copy."""
    st.subheader(view.say("letter.title"), anchor=False)
    kinds = [(kind, lang) for lang in _own_first(view) for kind in TEXTS]
    names = [view.say(f"letter.{kind}_{lang}") for kind, lang in kinds]
    for tab, (kind, lang) in zip(st.tabs(names), kinds, strict=True):
        with tab:
            st.code(_text(view, kind, lang), language=None, wrap_lines=True)


@kept
def _text(view: View, kind: str, lang: str) -> str:
    return TEXTS[kind](view, newest_reports(view), looked_at(view).last, lang)


def _own_first(view: View) -> list[str]:
    return sorted(LANGUAGES, key=lambda lang: lang != view.lang)


def show_rules(view: View) -> None:
    """Show window, due day and grace of the reports by the period from which each holds."""
    st.subheader(view.say("reporting.rules"), anchor=False)
    st.caption(view.say("reporting.rules_where"))
    table = _rules(view)
    ready = once(table, view.lang, lambda: finished(written(table, view.lang)))
    st.dataframe(ready, hide_index=True, width="content")


@kept
def _rules(view: View) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                view.say("reporting.rule_from"): month(rule.effective_from),
                view.say("reporting.rule_window"): view.say("reporting.window_month")
                if rule.window_start_day == 1
                else view.say(
                    "reporting.window_days",
                    first=rule.window_start_day,
                    last=rule.window_start_day - 1,
                ),
                view.say("reporting.rule_due"): view.say("reporting.due_day", day=rule.due_day),
                view.say("reporting.rule_grace"): view.say("reporting.days", n=rule.grace_days),
            }
            for rule in rules()
        ]
    )
