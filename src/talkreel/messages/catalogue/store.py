"""What the store says."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.database": (
        "The database does not answer: {detail}. Nothing was done. Try again in a moment; if it goes on, look at the "
        "disk and at TALKREEL_DATABASE_URL.",
        "数据库没有响应：{detail}。什么也没有改动。请稍后再试；如果一直这样，请检查磁盘和 TALKREEL_DATABASE_URL。",
    ),
    "error.database_newer": (
        "The database was written by a later release of talkreel (schema {version}). Nothing was changed. Start that "
        "release, or restore a backup made by this one.",
        "数据库由更新版本的 talkreel 写入（结构版本 {version}）。什么也没有改动。"
        "请启动那个版本，或恢复由当前版本做的备份。",
    ),
    "error.credits": (
        "It costs {needed} credits, and {available} are available.",
        "需要 {needed} 积分，现有 {available} 积分。",
    ),
    "error.credits_amount": (
        "{amount} is not an amount of credits that can be booked. Give a whole number that is not less than 0, and for "
        "a grant not less than 1.",
        "无法记入 {amount} 积分。请给出不小于 0 的整数；发放积分时不小于 1。",
    ),
    "error.credits_job": (
        "Credits are held for job {job} by another account. Give the new job an id of its own.",
        "任务 {job} 的积分已由另一个账户冻结。请为新任务使用自己的编号。",
    ),
    "error.film_gone": (
        "There is no film {draft}. It may have been deleted; ask for the session's films.",
        "没有影片 {draft}。它可能已被删除；请查询会话中的影片。",
    ),
    "error.objects": (
        "The media store does not answer: {detail}. Nothing was done. Try again in a moment; if it goes on, look at "
        "the disk, at TALKREEL_MEDIA_URL and at the AWS_* variables.",
        "媒体存储没有响应：{detail}。什么也没有改动。"
        "请稍后再试；如果一直这样，请检查磁盘、TALKREEL_MEDIA_URL 和 AWS_* 变量。",
    ),
    "error.objects_url": (
        "{url} is no place for media. Give s3://bucket/prefix, or nothing to keep them in the data folder.",
        "{url} 不能存放媒体。请使用 s3://bucket/prefix；留空则存放在数据文件夹中。",
    ),
    "error.object_missing": (
        "There is no file {key}. It may have been deleted; upload or make it again.",
        "没有文件 {key}。它可能已被删除；请重新上传或重新生成。",
    ),
    "error.object_damaged": (
        "The file {key} is damaged: it is not what was kept. Upload or make it again, or restore it from a backup.",
        "文件 {key} 已损坏，与当初保存的内容不同。请重新上传或生成，或从备份中恢复。",
    ),
    "error.object_key": (
        "{key} cannot name a file in the store. Use letters, digits and . _ - in parts divided by /.",
        "{key} 不能作为存储中的文件名。请使用字母、数字和 . _ -，各部分以 / 分隔。",
    ),
    "error.object_hash": (
        "What was to be kept as {key} has another hash. The file was changed on the way; send it again.",
        "要保存为 {key} 的内容哈希值不符。文件在途中被改动；请重新发送。",
    ),
    "error.backup_taken": (
        "{path} is not empty, and a backup needs a folder of its own. Name one that is not there.",
        "{path} 不是空文件夹，而备份需要单独的文件夹。请指定一个不存在的文件夹。",
    ),
    "error.backup_unreadable": (
        "{path} is no whole backup. Nothing was restored. Give the folder of one that was finished: it has a "
        "backup.json and all its tables.",
        "{path} 不是完整的备份。什么也没有恢复。请指定已完成的备份文件夹：其中有 backup.json 和所有的表。",
    ),
    "error.restore_not_empty": (
        "The database has accounts already. Nothing was restored. Give an empty one.",
        "数据库中已有账户。什么也没有恢复。请使用空的数据库。",
    ),
}
