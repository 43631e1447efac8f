"""The operator's guide and the code name the same settings."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"\b(?:CONCORD_[A-Z_]+|DATABASE_(?:[A-Z]+_)?URL|SITE_URL|BIND|PORT)\b")
NOT_FOR_OPERATORS = {
    "CONCORD_PARENT",  # From the one that watches to those it starts.
    "CONCORD_ADDRESS",  # Caddy's, in the compose file.
}
ASKED_FOR = re.compile(r"""environ(?:\.get|\.setdefault|\.pop)?[\[(]\s*["']([A-Z_]+)["']""")


def asked_for_in_code():
    text = "\n".join(path.read_text() for path in (PROJECT / "concord").rglob("*.py"))
    names = {name for name in ASKED_FOR.findall(text) if SETTING.fullmatch(name)}
    return names | {"DATABASE_BACKUP_URL", "DATABASE_ADMIN_URL"}  # Made of a role's name.


def explained():
    guide = (PROJECT / "docs" / "operator.md").read_text()
    table = guide.split("| Name |")[1].split("\n\n")[0]
    return {name for row in table.splitlines() for name in SETTING.findall(row.split("|")[1] if "|" in row else "")}


def test_every_setting_is_explained_and_nothing_else_is():
    assert asked_for_in_code() - NOT_FOR_OPERATORS == explained()


def test_deployment_files_only_use_settings_that_exist():
    for path in (PROJECT / "deploy").iterdir():
        unknown = set(SETTING.findall(path.read_text())) - explained() - NOT_FOR_OPERATORS
        assert not unknown, f"{path.name} uses {unknown}"
