"""Figures in force as bytes, to be kept and read back: opening a record and asking it costs eight times as much."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pmr_xl.model.fiscal import Period
from pmr_xl.model.measure import Figure
from pmr_xl.model.past import Past
from pmr_xl.model.quick.collecting import without_collecting
from pmr_xl.record.entries import figure_of, period_of, text_of

_ONCE = ("once", "once_targets")
_FIGURES, _PERIODS = ("actuals", "targets"), ("worked_out", "later", "later_targets", "begun", "begun_targets")


def bytes_of(past: Past) -> bytes:
    """What a record says of some indicators, as JSON: periods as their codes, figures as the record keeps them."""
    told: dict[str, Any] = {name: _each(getattr(past, name), _figure_texts) for name in _FIGURES}
    told |= {name: _each(getattr(past, name), _codes) for name in _PERIODS}
    for name in _ONCE:
        known_once: Mapping[str, Any] = getattr(past, name)
        told[name] = _each(known_once, lambda known: {one.code: list(map(text_of, known[one])) for one in known})
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


@without_collecting()
def past_in(data: bytes) -> Past:
    """Read :func:`bytes_of` back."""
    told = json.loads(data)
    kept: dict[str, Any] = {name: _each(told[name], _figures) for name in _FIGURES}
    kept |= {name: _each(told[name], lambda codes: set(map(period_of, codes))) for name in _PERIODS}
    for name in _ONCE:
        kept[name] = _each(
            told[name], lambda known: {period_of(one): list(map(figure_of, known[one])) for one in known}
        )
    return Past(**kept)


def _each(known: Mapping[str, Any], put: Callable[[Any], Any]) -> dict[str, Any]:
    return {indicator: put(one) for indicator, one in known.items()}


def _figure_texts(figures: Mapping[Period, Figure]) -> dict[str, str]:
    return {period.code: text_of(figure) for period, figure in figures.items()}


def _figures(texts: Mapping[str, str]) -> dict[Period, Figure]:
    return {period_of(code): figure_of(text) for code, text in texts.items()}


def _codes(periods: Collection[Period]) -> list[str]:
    return sorted(period.code for period in periods)
