"""The coder reaches the floors of the gate, on the corpus that they were measured on, and its confidence is calibrated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dprk_events.events import Coder
from dprk_events.tables import load_lexicon
from tests.gate import floors as gate_floors
from tests.gate.floors import SLACK, corpus_facts, read_floors, write_floors
from tests.gate.reliability import Judged, calibration_error, reliability
from tests.gate.scoring import Pairing, judged, score

FLOORS = read_floors()["floors"]
MOST_OFF = 0.07  # expected calibration error of the shipped weights


@pytest.fixture(scope="module")
def measured() -> tuple[dict[str, float], list[Pairing]]:
    return score(coder=Coder(load_lexicon()))


def test_corpus_is_the_one_of_the_floors() -> None:
    assert corpus_facts() == read_floors()["corpus"], (
        "annotations changed: python -m tests.gate.scoring --write-floors --lower WHY"
    )


def test_every_figure_has_a_floor(measured: tuple[dict[str, float], list[Pairing]]) -> None:
    assert measured[0].keys() == FLOORS.keys()


@pytest.mark.parametrize("name", FLOORS)
def test_figure_reaches_its_floor(name: str, measured: tuple[dict[str, float], list[Pairing]]) -> None:
    assert measured[0][name] >= FLOORS[name]


def test_confidence_is_calibrated(measured: tuple[dict[str, float], list[Pairing]]) -> None:
    assert calibration_error(judged(measured[1])) <= MOST_OFF


def test_confidence_tells_the_sure_from_the_unsure(measured: tuple[dict[str, float], list[Pairing]]) -> None:
    mentions = judged(measured[1])
    sure = [each.right for each in mentions if each.confidence >= 0.8]
    unsure = [each.right for each in mentions if each.confidence < 0.5]
    assert min(len(sure), len(unsure)) >= 30  # enough of both to compare
    assert sum(sure) / len(sure) > 0.3 + sum(unsure) / len(unsure)


def test_reasons_for_lower_floors_are_told() -> None:
    assert all(len(entry["reason"].split()) >= 4 for entry in read_floors()["lowered"])


def test_bins_hold_every_mention_once() -> None:
    mentions = [Judged(number / 100, number % 2 == 0) for number in range(101)]
    bins = reliability(mentions)
    assert sum(each.count for each in bins) == 101
    assert [each.low for each in bins] == [number / 10 for number in range(10)]
    assert all(each.low - 1e-9 <= each.predicted <= each.high + 1e-9 for each in bins)


def test_a_coder_that_is_always_sure_and_half_right_is_half_off() -> None:
    assert calibration_error([Judged(1.0, True), Judged(1.0, False)]) == 0.5


def test_a_floor_never_falls_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.json"
    monkeypatch.setattr(gate_floors, "FLOORS", path)
    write_floors({"actor": 0.9}, None)
    with pytest.raises(SystemExit, match=r"actor 0\.895 -> 0\.845"):
        write_floors({"actor": 0.85}, None)
    write_floors({"actor": 0.85}, "six annotated actors were wrong")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["floors"] == {"actor": pytest.approx(0.85 - SLACK)}
    assert kept["lowered"] == [{"reason": "six annotated actors were wrong", "floors": {"actor": [0.895, 0.845]}}]


def test_a_figure_within_the_slack_keeps_its_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.json"
    monkeypatch.setattr(gate_floors, "FLOORS", path)
    write_floors({"actor": 0.9}, None)
    write_floors({"actor": 0.896}, None)
    assert json.loads(path.read_text(encoding="utf-8"))["floors"] == {"actor": 0.895}


def test_floors_of_another_corpus_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.json"
    monkeypatch.setattr(gate_floors, "FLOORS", path)
    path.write_text(json.dumps({"corpus": {}, "floors": {"actor": 0.1}, "lowered": []}), encoding="utf-8")
    with pytest.raises(SystemExit, match="corpus has changed"):
        write_floors({"actor": 0.9}, None)
