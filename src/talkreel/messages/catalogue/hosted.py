"""What is said about sessions, turns, uploads, credits and exports on a server."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "turn.progress": ("{stage}: {percent} %", "{stage}：{percent}%"),
    "turn.greeting": (
        "Hello. Say what the film should show, how long it is and where it will be seen; for example: "
        "“A 15-second vertical video for our bakery, warm morning light, fresh every day from 7”. "
        "Pictures, clips, music and texts of your own can be uploaded first. Nothing was made yet.",
        "你好。说说影片的内容、时长和用途，例如：“15秒竖屏视频，宣传我们的面包店，温暖的晨光，每天7点新鲜出炉”。"
        "也可以先上传自己的图片、视频、音乐和文字。目前还没有制作任何内容。",
    ),
    "turn.no_film": ("There is no film yet. Say what it should show.", "还没有影片。请先说说想拍什么。"),
    "turn.credits": ("You have {available} credits.", "你有 {available} 积分。"),
    "turn.credits_held": (
        "You have {available} credits; {frozen} more are held for work that is running.",
        "你有 {available} 积分；另有 {frozen} 积分为进行中的工作预留。",
    ),
    "turn.upload": (
        "Send the file to the upload route of this session, or its address; then say what to do with it.",
        "请把文件或其网址发到本会话的上传接口，然后说明怎么用它。",
    ),
    "turn.film": ("Now about film {number}. {summary}", "现在说的是第 {number} 部影片。{summary}"),
    "turn.nothing_to_export": (
        "There is no film yet. Describe one, then ask for the file.",
        "还没有影片。请先描述一部，再要文件。",
    ),
    "turn.exported": ("The film is ready: {link}", "影片已导出：{link}"),
    "turn.export_stopped": ("The export was stopped.", "导出已停止。"),
    "turn.stopped": (
        "Stopped. Nothing was changed, and what was held has been given back.",
        "已停止。什么也没有改动，预留的积分已退回。",
    ),
    "stage.pictures": ("Drawing the pictures", "正在绘制画面"),
    "stage.export": ("Exporting", "正在导出"),
    "upload.taken": (
        "Got {name} ({what}). It has not been used yet: say what to do with it.",
        "已收到 {name}（{what}）。还没有使用：请说明怎么用它。",
    ),
    "upload.video": ("video", "视频"),
    "upload.image": ("picture", "图片"),
    "upload.audio": ("sound", "音频"),
    "upload.lut": ("colour table", "调色表"),
    "upload.document": ("document", "文档"),
    "export.draft_differs": (
        "The draft that was sent is not the one on the server; the server's was exported. Change a film by talking, or "
        "by its operations.",
        "发来的草稿与服务器上的不同；导出的是服务器上的版本。请用对话或操作来修改影片。",
    ),
    "export.draft_older": (
        "The draft that was sent is an earlier revision; the newest one was exported.",
        "发来的草稿是较早的版本；导出的是最新版本。",
    ),
    "error.too_many_sessions": (
        "This account has {most} sessions, which is the limit. Delete one first.",
        "此账户已有 {most} 个会话，达到上限。请先删除一个。",
    ),
    "error.too_many_jobs": (
        "{most} turns and exports of this account are not finished. Wait for one to end, or stop one.",
        "此账户有 {most} 个未完成的任务。请等其中一个结束，或停止一个。",
    ),
    "error.state_large": (
        "A session keeps at most 100 000 characters of state. Store less.",
        "每个会话最多保存 10 万字符的状态。请少存一些。",
    ),
    "error.film_missing": (
        "This session has no film {film}. Read the state for its films.",
        "此会话没有影片 {film}。请读取状态查看有哪些影片。",
    ),
    "error.no_film": ("This session has no film yet. Describe one first.", "此会话还没有影片。请先描述一部。"),
    "error.media_missing": (
        "The film shows a file ({key}) that is gone. Upload it again.",
        "影片用到的文件（{key}）已不存在。请重新上传。",
    ),
    "error.media_foreign": (
        "The draft names a file ({key}) that this account has not uploaded. Upload it first.",
        "草稿引用了此账户未上传的文件（{key}）。请先上传。",
    ),
    "error.credits_register": (
        "This costs {needed} credits and {available} are left. Register to get more.",
        "需要 {needed} 积分，还剩 {available}。注册即可获得更多。",
    ),
    "error.credits_topup": (
        "This costs {needed} credits and {available} are left. Get more, or make it shorter.",
        "需要 {needed} 积分，还剩 {available}。请充值，或缩短片长。",
    ),
    "error.words_long": (
        "A message has at most {most} characters. Say it in parts, or send a document.",
        "每条消息最多 {most} 个字符。请分次发送，或上传文档。",
    ),
    "error.no_words": (
        "There are no words, and no turn to follow. Say what you want.",
        "没有文字，也没有可跟随的进行中的任务。请说出你的要求。",
    ),
    "error.key_used": (
        "The key {key} was used for another message. Use a new key for new words.",
        "标识 {key} 已用于另一条消息。新的内容请用新标识。",
    ),
    "error.export_key": (
        "The id {key} was used for another export. Use a new id.",
        "编号 {key} 已用于另一次导出。请换一个编号。",
    ),
    "error.attribution": (
        "Exports from here need the headers X-Skill-Source, X-Skill-Version and X-Skill-Platform. Send them.",
        "在此导出需要 X-Skill-Source、X-Skill-Version 和 X-Skill-Platform 请求头。请加上。",
    ),
    "error.plan_size": (
        "Without registering, the short side of an export has at most {most} px. Register, or ask for a smaller size.",
        "未注册时导出的短边最多 {most} 像素。请注册，或选择更小的尺寸。",
    ),
    "error.film_empty": ("The film is empty. Describe what is to be in it first.", "影片是空的。请先描述内容。"),
    "error.export_format": (
        "{format} is not a format that is written. Use one of: {formats}.",
        "不支持写出 {format} 格式。可用：{formats}。",
    ),
    "error.export_missing": (
        "There is no export {key}, or it is not yours.",
        "没有导出 {key}，或者它不属于你。",
    ),
    "error.export_open": (
        "The export is not finished ({progress} %). Ask for its state until it is completed.",
        "导出尚未完成（{progress}%）。请查询其状态直到完成。",
    ),
    "error.export_failed": (
        "The export did not succeed: {detail}. Start it again under a new id.",
        "导出没有成功：{detail}。请用新编号重新开始。",
    ),
    "error.export_part": (
        "A part of the film could not be made: {detail}. Start it again under a new id.",
        "影片有一部分未能完成：{detail}。请用新编号重新开始。",
    ),
    "error.operations": (
        "These are not operations: {detail}. docs/reference/operations.md lists them all.",
        "这些不是有效的操作：{detail}。全部操作见 docs/reference/operations.md。",
    ),
    "error.film_busy": (
        "Others keep changing this film. Read it again and try once more.",
        "其他人正在不断修改这部影片。请重新读取后再试。",
    ),
    "error.base64": (
        "The file {name} within the message is not base64. Send it as a form.",
        "消息中的文件 {name} 不是有效的 base64。请用表单发送。",
    ),
    "error.upload_empty": (
        "No file was sent. Send a form with the field files, or JSON with urls (at most 20).",
        "没有收到文件。请发送带 files 字段的表单，或带 urls 的 JSON（最多 20 个）。",
    ),
    "error.range": ("The file has {size} bytes; {range} is not within it.", "文件共 {size} 字节；{range} 超出范围。"),
    "error.storage_full": (
        "This account keeps {most} MB of files, which is the limit. Delete a session first.",
        "此账户的文件已达上限 {most} MB。请先删除一个会话。",
    ),
}
