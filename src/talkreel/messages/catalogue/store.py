"""What the store says."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.database": (
        "The database does not answer: {detail}. Nothing was done. Try again in a moment; if it goes on, look at the "
        "disk and at TALKREEL_DATABASE_URL.",
        "数据库没有响应:{detail}。什么也没有改动。请稍后再试;如果一直这样,请检查磁盘和 TALKREEL_DATABASE_URL。",
    ),
}
