"""``dprk-events lexicon``: show, list, check and add, as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dprk_events.cli.article import command as article
from dprk_events.cli.lexicon import command
from dprk_events.errors import LexiconError

PAK = ("kind=person", "name=Pak Ryol Muk", "country=PRK", "check=Pak Ryol-muk")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def test_show_says_who_why_and_since_when() -> None:
    told = run("show", "Choe Son Hui", "--date", "2024-06-01").output
    assert "choe-son-hui, Choe Son Hui (person, PRK" in told
    assert "foreign minister" in told
    assert "by name; only claim; certainty 1" in told


def test_show_names_the_other_claimants() -> None:
    assert "also claimed by georgia-usa (decoy)" in run("show", "Georgia").output


def test_show_of_nobody() -> None:
    result = run("show", "Marek Novak")
    assert result.return_value == 1
    assert "is no name of any actor" in result.stderr


def test_list_is_filtered() -> None:
    lines = run("list", "actors", "--kind", "bloc").output.splitlines()
    assert any(line.startswith("quad\t") for line in lines)
    assert not any(line.startswith("prk\t") for line in lines)


def test_the_shipped_lexicon_has_no_mistakes() -> None:
    result = run("check")
    assert (result.return_value, result.stdout) == (0, "")


def test_check_tells_every_mistake_with_file_line_and_entry(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "actors").mkdir(parents=True)
    (folder / "actors" / "a.toml").write_text('[aa]\nkind = "person"\nname = "A A"\n\n[bb]\nkind = "wizard"\nname = "B"\n')
    (folder / "verbs").mkdir()
    (folder / "verbs" / "v.toml").write_text('[xx]\nverb = "xx"\ntypo = 1\nexample = "x"\n')
    (folder / "stray.toml").write_text("")
    result = run("check", "--lexicon", str(folder))
    assert result.return_value == 2
    assert "a.toml:5: [bb] kind" in result.output
    assert "v.toml:1: [xx] typo" in result.output
    assert "stray.toml: is read by nothing" in result.output


def test_check_tells_a_check_phrase_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "actors"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('# mine\n\n[aa]\nkind = "person"\nname = "Aab Aab"\ncheck = "Someone Else"\n')
    result = run("check", "--lexicon", str(tmp_path / "own"))
    assert "a.toml:3: [aa] check 'Someone Else' does not resolve to it: nothing is found in it" in result.output


def test_add_writes_an_entry_that_show_then_knows(tmp_path: Path) -> None:
    assert run("add", "actor", "pak-ryol-muk", *PAK).return_value == 0
    own = tmp_path / "config" / "dprk-events" / "lexicon" / "actors" / "own.toml"
    assert own.read_text().startswith('[pak-ryol-muk]\nkind = "person"\n')
    assert "pak-ryol-muk, Pak Ryol Muk" in run("show", "PAK RYOL MUK").output


def test_add_keeps_entries_sorted_and_comments_in_place(tmp_path: Path) -> None:
    own = tmp_path / "own" / "actors" / "own.toml"
    own.parent.mkdir(parents=True)
    own.write_text('# mine\n[zz-zz]\nkind = "person"\nname = "Zz Zz"  # late\n')
    run("add", "actor", "pak-ryol-muk", *PAK, "--to", str(tmp_path / "own"))
    text = own.read_text()
    assert text.index("# mine") < text.index("[pak-ryol-muk]") < text.index("[zz-zz]") < text.index("# late")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (("kind=person", "name=Pak Ryol Muk"), "needs check="),
        ((*PAK, "colour=red"), "colour"),
        ((*PAK[:3], "check=Somebody"), "does not resolve"),
        ((*PAK, "nonsense"), "is no field"),
    ],
)
def test_add_refuses_and_leaves_nothing(tmp_path: Path, fields: tuple[str, ...], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        raise run("add", "actor", "pak-ryol-muk", *fields, "--to", str(tmp_path / "own")).exception or AssertionError
    assert not (tmp_path / "own" / "actors" / "own.toml").exists()


def test_add_refuses_an_id_that_is_there(tmp_path: Path) -> None:
    run("add", "actor", "pak-ryol-muk", *PAK, "--to", str(tmp_path / "own"))
    again = run("add", "actor", "pak-ryol-muk", *PAK, "--to", str(tmp_path / "own"))
    assert isinstance(again.exception, LexiconError)
    assert "is there already" in str(again.exception)


VERB = ("verb=zorch", "type=ASSAULT", "mode=destroy")


def test_add_takes_a_verb_whose_example_is_read_as_marked(tmp_path: Path) -> None:
    example = "example=<North Korea> zorched [the bridge] on Monday."
    assert run("add", "verb", "zorch", *VERB, example, "--to", str(tmp_path / "own")).exception is None
    assert "[zorch]" in (tmp_path / "own" / "verbs" / "own.toml").read_text()
    assert run("check", "--lexicon", str(tmp_path / "own")).return_value == 0


def test_add_refuses_a_verb_whose_example_is_read_otherwise(tmp_path: Path) -> None:
    result = run("add", "verb", "zorch", *VERB, "example=[North Korea] zorched <the bridge>.", "--to", str(tmp_path / "own"))
    assert isinstance(result.exception, LexiconError)
    assert "example gives not what it marks" in str(result.exception)
    assert not (tmp_path / "own" / "verbs" / "own.toml").exists()


def test_a_recipe_in_a_folder_is_tried_by_article(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own, page = tmp_path / "own", tmp_path / "page.html"
    run("add", "site", "hill-post", "hosts=hill.example.org", "name=Hill Post", "drop_text=^Rain delayed", "--to", str(own))
    page.write_text(
        '<title>Envoy leaves</title><link rel="canonical" href="https://hill.example.org/a"><h1>Envoy leaves</h1>'
        "<p>The envoy left the capital on Monday after two days of talks with the foreign minister, the ministry said.</p>"
        "<p>Rain delayed the flight by an hour, and the envoy waited in the lounge with two aides and a driver.</p>"
    )

    def told(*more: str) -> str:
        CliRunner().invoke(article, [str(page), "--explain", *more], standalone_mode=False)
        return capfd.readouterr().out

    assert "- recipe" not in told()
    assert "- recipe     p  Rain delayed" in told("--lexicon", str(own))
