"""Where PyYAML comes without libyaml, its own parser finds the same mistakes in other words."""

import pytest
import yaml

import wrong_files
from rendement.source import build

WRITTEN = [
    "anker",
    "aanhaling-niet-gesloten",
    "aanhaling-te-vroeg",
    "dubbele-punt",
    "dubbele-punt-ontbreekt",
    "dubbele-sleutel",
    "haak-niet-gesloten",
    "harde-spatie",
    "hekje-kapt-af--haak",
    "inspringing",
    "inspringing--min",
    "inspringing--streepje",
    "komma-tussen-haken",
    "label",
    "meer-documenten",
    "schrijffout",
    "schrijffout--schuine-streep",
    "sleutel-geen-tekst",
    "spatie-na-dubbele-punt",
    "spatie-na-dubbele-punt--regel",
    "tab",
    "te-diep",
    "tussen-haken",
]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_finding_at_the_same_line(name, monkeypatch):
    monkeypatch.setattr(build, "LOADER", yaml.BaseLoader)
    example = next(example for example in wrong_files.examples() if example.name == name)
    code, said = wrong_files.said(example)
    expected = example.expected.read_text(encoding="utf-8")
    assert code == 1
    assert said.split(":")[:2] == expected.split(":")[:2]
    assert said.split("\n")[0].endswith(f"[{example.code}]")
