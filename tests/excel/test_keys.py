"""Keys for the buttons: chosen by the user, kept in the settings, never one of Excel's own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.excel.installing.keys import EXCELS_OWN, keys, set_keys
from pmr_xl.excel.settings import OFFICE, read_settings, settings_path, write_settings
from pmr_xl.model.fault import Fault


def ask(*words: str) -> str:
    done = CliRunner().invoke(pmr, ["addin", "keys", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_keys_are_set_told_changed_and_taken_off_and_other_settings_stay():
    write_settings({OFFICE: "S:\\office"}, settings_path())
    assert ask() == "No keys are set.\n"
    told = ask("next_finding=ctrl + shift + j", "recheck_row=Ctrl+Shift+K")
    assert "Ctrl+Shift+J  next_finding" in told
    assert read_settings(settings_path())["KEYS"] == "next_finding=^+j;recheck_row=^+k"
    assert ask("next_finding=", "explain_here=Ctrl+Shift+J").startswith("Ctrl+Shift+J  explain_here\n")
    assert keys() == {"explain_here": "Ctrl+Shift+J", "recheck_row": "Ctrl+Shift+K"}
    ask("explain_here=", "recheck_row=")
    assert read_settings(settings_path()) == {OFFICE: "S:\\office"}


@pytest.mark.parametrize("letter", sorted(EXCELS_OWN))
def test_none_of_excel_s_own_can_be_taken(letter):
    with pytest.raises(Fault, match="is Excel's own"):
        set_keys([f"next_finding=Ctrl+Shift+{letter}"])
    assert keys() == {}


@pytest.mark.parametrize("key", ["F5", "Ctrl+J", "Alt+J", "Ctrl+Shift+JJ", "Ctrl+Shift+1", "Ctrl+Shift+;", "^+j;a=^c"])
def test_a_key_of_another_kind_is_refused(key):
    with pytest.raises(Fault, match="cannot be set"):
        set_keys([f"next_finding={key}"])
    assert not settings_path().exists()


def test_a_key_serves_one_button_and_a_button_is_one_that_is_there():
    set_keys(["next_finding=Ctrl+Shift+J"])
    with pytest.raises(Fault, match="is set for next_finding"):
        set_keys(["recheck_row=Ctrl+Shift+J"])
    with pytest.raises(Fault, match="There is no button format_disk"):
        set_keys(["format_disk=Ctrl+Shift+K"])
    set_keys(["next_finding=Ctrl+Shift+J"])
    assert keys() == {"next_finding": "Ctrl+Shift+J"}
