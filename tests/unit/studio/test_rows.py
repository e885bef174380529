"""Tables as people save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.errors import InputError, NotFoundError, TooLargeError
from talkreel.studio.rows import read_table

TABLE = '店名,price,output\n蓝门,"$4, today",blue\n\n绿门,,green.mp4\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(TABLE.replace(",", delimiter).replace("$4" + delimiter, "$4,").encode(encoding))
    table = read_table(path)
    assert table.columns == ("店名", "price")
    assert [(r.number, r.cells, r.output) for r in table.rows] == [
        (2, {"店名": "蓝门", "price": "$4, today"}, "blue"),
        (4, {"店名": "绿门"}, "green.mp4"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "error.file_empty"),
        (b"shop,price\n", "error.rows_none"),
        (b"shop,Shop\na,b\n", "error.rows_twice"),
        (b"\x00\x01\x02\x03" * 50, "error.document_not_text"),
        (b"a\n" + b"x\n" * 1001, "error.rows_too_many"),
        (b"a\n" + b"x" * 1_000_001, "error.rows_too_many"),
        (b"a\n" + b"x" * 200_000 + b"\n", "error.rows_unreadable"),
    ],
)
def test_bad_tables_are_said(tmp_path: Path, text: bytes, code: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text)
    with pytest.raises((InputError, TooLargeError)) as caught:
        read_table(path)
    assert caught.value.code == code


def test_no_table(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_table(tmp_path / "rows.csv")


def test_more_cells_than_columns_are_counted(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("shop\nBrew, Lab\n")
    assert read_table(tmp_path / "rows.csv").rows[0].surplus == 1
