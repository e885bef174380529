"""What the durable engine says."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.order_conflict": (
        "There is a job {id} of another kind. Nothing was begun. Ask again with a new id.",
        "已有一个编号为 {id} 的其他任务。什么也没有开始。请换一个编号再试。",
    ),
    "error.engine_later": (
        "A later release has worked on this database (its jobs have version {theirs}, this release does "
        "version {ours}). Nothing was changed. Start the later release again, or restore a backup from before the "
        "upgrade.",
        "更新的版本已经使用过这个数据库（其中的任务是第 {theirs} 版，本版本处理第 {ours} 版）。"
        "什么也没有改动。请重新启动新版本，或恢复升级之前的备份。",
    ),
}
