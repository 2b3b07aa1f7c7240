"""What the school's computer may set, and what happens when it is set wrongly."""

import re
import stat
import sys

import pytest

from core.config import ROOT, VARIABLES, ConfigFault, load_config


def test_nothing_set_is_enough_to_start(tmp_path):
    settings = load_config(tmp_path, environ={})

    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path}/data/kitaphana.db"
    assert (settings["HOST"], settings["PORT"]) == ("127.0.0.1", 8000)
    assert settings["LANGUAGE"] == "kk"
    assert (tmp_path / "data").is_dir()


def test_the_secret_is_made_once_and_kept(tmp_path):
    first = load_config(tmp_path, environ={})["SECRET_KEY"]
    second = load_config(tmp_path, environ={})["SECRET_KEY"]

    assert first == second
    assert len(first) > 40


@pytest.mark.skipif(sys.platform == "win32", reason="only Windows: files have no mode there")
def test_nobody_else_may_read_the_records_and_the_secret(tmp_path):
    load_config(tmp_path, environ={})

    data = tmp_path / "data"
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_the_file_is_read_and_the_environment_stands_above_it(tmp_path):
    (tmp_path / ".env").write_text("PORT=8100\nLANGUAGE=ru\n", "utf-8-sig")

    settings = load_config(tmp_path, environ={"LANGUAGE": "en"})

    assert (settings["PORT"], settings["LANGUAGE"]) == (8100, "en")


def test_what_is_given_stands_above_all_and_makes_no_secret(tmp_path):
    settings = load_config(
        tmp_path, given={"SECRET_KEY": "x" * 20, "PORT": 1}, environ={"PORT": "wrong"}
    )

    assert settings["PORT"] == 1
    assert not (tmp_path / "data" / "secret.key").exists()


def test_https_keeps_cookies_from_the_open(tmp_path):
    settings = load_config(tmp_path, environ={"HTTPS": "yes"})

    assert settings["SESSION_COOKIE_SECURE"] is True


def test_a_password_with_a_dollar_stays_as_it_is(tmp_path):
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://a:pa${HOME}ss@host/name\n", "utf-8")

    settings = load_config(tmp_path, environ={})

    assert settings["DATABASE_URL"] == "postgresql://a:pa${HOME}ss@host/name"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("LANGUAGE", "kz"),
        ("HTTPS", "perhaps"),
        ("DATABASE_URL", "mysql://localhost/school"),
        ("DATABASE_URL", "sqlite:///"),
        ("SECRET_KEY", "short"),
        ("SECTIONS_OFF", "events; opac"),
        ("THREADS", "0"),
    ],
)
def test_a_wrong_value_gets_a_sentence(tmp_path, name, text):
    with pytest.raises(ConfigFault, match=rf"^{name} says .*\. Please write .*\.$"):
        load_config(tmp_path, environ={name: text})


def test_a_wrong_secret_is_not_printed(tmp_path):
    with pytest.raises(ConfigFault) as fault:
        load_config(tmp_path, environ={"SECRET_KEY": "hunter2"})

    assert "hunter2" not in str(fault.value)


def test_a_folder_that_cannot_be_made_gets_a_sentence(tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")

    with pytest.raises(ConfigFault, match=r"secret\.key can be neither read nor made"):
        load_config(tmp_path, environ={})


def test_the_page_of_settings_agrees_with_the_code():
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.*) \|$", page, re.MULTILINE)

    assert rows == [(one.name, one.default, one.meaning) for one in VARIABLES]


def test_the_example_file_names_every_setting():
    example = (ROOT / ".env.example").read_text("utf-8")

    names = re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(set(names)) == sorted(one.name for one in VARIABLES)
