"""From the words around a number to the measure it states (gold order: joined states, then single ones)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

STAGES = ("received", "resolved", "pending")
TIMINGS = ("early_or_on_time", "early", "on_time", "overdue", "in_time")
TERMINALS = ("overdue", "rejected", "withdrawn", "supplement")
CHANNELS = ("online", "direct", "postal")
# Kinds of number that the form has no column for: a measure `other` that keeps its name.
SPECIAL = (
    "not_received",
    "cancelled",
    "online_payment", "digitised", "electronic_results", "data_reuse", "apology", "satisfaction", "transactions",
    "online_level3", "online_level4", "online_full", "online_partial", "on_system", "non_territorial",
)  # fmt: skip
SPECIFIC = frozenset((*TIMINGS, *TERMINALS, *CHANNELS, *SPECIAL, "carried", "new", "due", "change", "overdue_pending"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the contract, and for `other` the kind of number it is."""

    name: str
    sub: str | None = None


OTHER = Measure("other")


def decide(features: Collection[str], stage: str | None) -> Measure:
    """The measure said by `features` (labels of dossier_states.toml) at `stage`, itself possibly inherited."""
    return _joined(features, stage) or _special(features, stage) or _single(features, stage) or _total(features, stage)


def _joined(features: Collection[str], stage: str | None) -> Measure | None:
    """Two or more states for one number: «quá hạn, từ chối, hồ sơ rút: 0»."""
    if "overdue" in features and {"resolved", "pending"} <= set(features):
        return Measure("other", "overdue_resolved+pending")
    prefix = "pending_" if stage == "pending" else "resolved_"
    states = [
        (prefix if name in TIMINGS else "") + name
        for name in (*TIMINGS[1:4], "rejected", "withdrawn")
        if name in features
    ]
    if {"early", "on_time"} <= set(features) and len(states) == 2:
        return Measure("resolved_early_or_on_time")
    if "pending_supplement" in features or ("supplement" in features and states):
        states.append("pending_supplement")
    return Measure("other", "+".join(states)) if len(states) > 1 else None


def _special(features: Collection[str], stage: str | None) -> Measure | None:
    if "change" in features:
        return Measure("other", f"change_{stage or 'received'}")
    if "online" in features:  # «trực tuyến mức độ 4» is online as a whole, «mức độ 4» alone a part of it
        features = set(features) - {"online_level3", "online_level4"}
    name = next((name for name in SPECIAL if name in features), None)
    return Measure("other", name) if name else None


def _single(features: Collection[str], stage: str | None) -> Measure | None:
    """The state that one number counts, the strongest word first."""
    overdue = "pending_overdue" if stage == "pending" else "resolved_overdue"
    names = {
        "rejected": "rejected",
        "withdrawn": "withdrawn",
        "supplement": "pending_supplement",
        "overdue_pending": "pending_overdue",
        "in_time": "pending_in_time",
        "early_or_on_time": "resolved_early_or_on_time",
        "overdue": overdue,
        "early": "resolved_early",
        "on_time": "resolved_on_time",
    }
    name = next((measure for feature, measure in names.items() if feature in features), None)
    if name:
        return Measure(name)
    return Measure("other", "due") if "due" in features else None


def _total(features: Collection[str], stage: str | None) -> Measure:
    if "carried" in features:
        return Measure("other", "pending_carried_over") if stage == "pending" else Measure("carried_over")
    channel = next((name for name in CHANNELS if name in features), None)
    if channel == "postal":
        return Measure("other", "received_postal")
    if channel and stage in (None, "received"):
        return Measure(f"received_{channel}")
    if channel:
        return Measure("other", f"{stage}_{channel}")
    if "new" in features:
        return Measure("other", "pending_new" if stage == "pending" else "received_new")
    return Measure(f"{stage}_total") if stage else OTHER
