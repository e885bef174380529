"""What the terminal says around a server that makes the films."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "remote.sends": (
        "Your words and the files that you name go to {api}, with the headers {headers}.",
        "你说的话和你给出的文件将发送到 {api}，并附带请求头 {headers}。",
    ),
    "remote.sends_id": (
        "An id of this machine, kept in {path}, gets a token there.",
        "本机的标识保存在 {path}，用于在该服务器获取令牌。",
    ),
    "remote.sends_token": (
        "The token that you set in NEMO_TOKEN goes along.",
        "你在 NEMO_TOKEN 中设置的令牌会一并发送。",
    ),
    "remote.agree": ("Go on? [y/N]", "继续吗？[y/N]"),
    "remote.working": ("Still working ({seconds} s).", "仍在处理（已 {seconds} 秒）。"),
    "remote.reconnecting": (
        "No answer for now. Asking again in {seconds} s; nothing is sent twice.",
        "暂时没有回应，{seconds} 秒后再问，不会重复发送。",
    ),
    "remote.renewed_token": ("The token had expired; there is a new one.", "令牌已过期，已换新的。"),
    "remote.renewed_session": (
        "The server no longer has that session; a new one was begun.",
        "服务器上已没有该会话，已新建一个。",
    ),
    "remote.renewed_export": ("The export failed; it is tried once more.", "导出失败，正在重试一次。"),
    "remote.cost": (
        "This takes {needed} of your {available} credits.",
        "本次需要 {needed} 个积分，现有 {available} 个。",
    ),
    "remote.hello": (
        "This is {api}; you have {credits} credits. Say what the film should be. /help shows examples, /quit leaves.",
        "已连接 {api}，你有 {credits} 个积分。说说想要什么样的影片。/help 查看示例，/quit 退出。",
    ),
    "remote.hello_film": (
        "This is {api}; you have {credits} credits. Say what should be different. /help shows examples, /quit leaves.",
        "已连接 {api}，你有 {credits} 个积分。说说想改什么。/help 查看示例，/quit 退出。",
    ),
    "remote.commands": (
        "/undo [n]  /redo [n]  /versions  /show  /export [format or file]  /open LINK  /wait  /quit",
        "/undo [次数]  /redo [次数]  /versions  /show  /export [格式或文件]  /open 链接  /wait  /quit",
    ),
    "remote.command_unknown": (
        "There is no command /{name}. There is: /undo /redo /versions /show /export /open /wait /help /quit",
        "没有 /{name} 这个命令。可用：/undo /redo /versions /show /export /open /wait /help /quit",
    ),
    "remote.undo": ("undo", "撤销"),
    "remote.undo_steps": ("undo {steps} steps", "撤销{steps}步"),
    "remote.redo": ("redo", "重做"),
    "remote.redo_steps": ("redo {steps} steps", "重做{steps}步"),
    "remote.versions": ("show all versions", "显示所有版本"),
    "remote.from_files": ("Make a film of these files.", "用这些文件做一个影片。"),
    "remote.make_length": ("make it {seconds} seconds long", "改成{seconds}秒"),
    "remote.make_shape": ("make it {aspect}", "改成{aspect}"),
    "remote.length": ("{seconds} seconds", "{seconds}秒"),
    "remote.took": ("The server has {names} now. Say what to do with it.", "服务器已收到 {names}。请说说怎么用。"),
    "remote.credits": (
        "{available} credits are free to spend, {frozen} are held.",
        "可用积分 {available}，冻结 {frozen}。",
    ),
    "remote.stopped": (
        "You no longer wait; the server goes on. /wait hears the rest, Ctrl-C again leaves.",
        "已停止等待，服务器仍在继续。/wait 听取结果，再按 Ctrl-C 退出。",
    ),
    "remote.come_back": ("To go on here: {command}", "要回到这里：{command}"),
    "remote.link": ("Watch it and go on in a browser: {link}", "在浏览器中观看并继续：{link}"),
    "remote.bar": (" {api} · {title} · {seconds} s", " {api} · {title} · {seconds} 秒"),
    "remote.bar_empty": (" {api} · no film yet", " {api} · 还没有影片"),
    "remote.quote": (
        "This would take {credits} of your {available} credits. Nothing was made.",
        "这将需要 {credits} 个积分，现有 {available} 个。没有生成任何内容。",
    ),
    "remote.quote_unknown": (
        "This server does not say beforehand what a film takes; you have {available} credits. Nothing was made.",
        "该服务器不会预先告知费用；现有积分 {available}。没有生成任何内容。",
    ),
    "remote.made": ("{path}: {seconds} s, {size}.", "{path}：{seconds} 秒，{size}。"),
    "remote.written": ("{path} is written.", "已写入 {path}。"),
    "remote.differs": (
        "You asked for {wanted}, and the server made {made}. Say it again in the session to change it.",
        "你要的是 {wanted}，服务器做的是 {made}。可在会话中再说一次来修改。",
    ),
    "remote.checks_failed": (
        "The server says that something in {path} is not as it should be.",
        "服务器表示 {path} 有不合格的项目。",
    ),
    "stage.turn": ("Working", "处理中"),
    "stage.upload": ("Uploading", "上传"),
    "stage.download": ("Downloading", "下载"),
    "error.remote_option": (
        "{option} works for films that are made on this machine, not with --server. Leave it out.",
        "{option} 只用于在本机制作影片，不能与 --server 一起使用。请去掉它。",
    ),
    "error.remote_only": (
        "{option} belongs to --server. Say which server, or leave it out.",
        "{option} 要与 --server 一起使用。请指定服务器，或去掉它。",
    ),
    "error.remote_film": (
        "{path} lies on this machine, and the talk is with a server. Leave one of the two out; a clip or photo can be "
        "named in the talk.",
        "{path} 在本机上，而对话是与服务器进行的。请去掉其中一个；视频或照片可以在对话中给出。",
    ),
    "error.remote_running": (
        "The server is not done within {seconds} s; it goes on. Ask again later with the command above.",
        "服务器未能在 {seconds} 秒内完成，仍在继续。稍后请用上面的命令再次查看。",
    ),
    "error.remote_stopped": (
        "Stopped waiting; the server goes on with what it has begun. To come back: {command}",
        "已停止等待，服务器会继续已开始的工作。回来请用：{command}",
    ),
    "error.remote_no_film": (
        "The server made no film; what it said stands above. To answer it: {command}",
        "服务器没有生成影片，它的回复见上文。要回复请用：{command}",
    ),
    "error.remote_failed": (
        "The server could not do it; what it said stands above. To go on: {command}",
        "服务器未能完成，它的回复见上文。要继续请用：{command}",
    ),
    "error.remote_session": (
        "{api} has no session {session}, or it is not yours. Leave --session out to begin a new one.",
        "{api} 上没有会话 {session}，或它不属于你。去掉 --session 即可新建会话。",
    ),
    "error.remote_link": (
        "“{link}” is no link to a session of {api}. Give the link that this program showed, or a session's id.",
        "“{link}”不是 {api} 的会话链接。请给出本程序显示过的链接，或会话的编号。",
    ),
    "error.remote_claim": (
        "That link opens a browser and nothing else. To go on here, use the session's id: --session ID",
        "该链接只能在浏览器中打开。要在这里继续，请用会话编号：--session 编号",
    ),
}
