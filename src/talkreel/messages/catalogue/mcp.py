"""What the tools for other programs say."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "mcp.title": ("talkreel: videos from words", "talkreel：用一句话做视频"),
    "mcp.title_server_info": ("What this works on", "当前环境说明"),
    "mcp.title_create_project": ("New project", "新建项目"),
    "mcp.title_send_message": ("Say what the film should be", "说出对影片的要求"),
    "mcp.title_wait_for_job": ("Wait for a job", "等待任务"),
    "mcp.title_get_timeline": ("Timeline", "时间线"),
    "mcp.title_edit_timeline": ("Edit the timeline", "编辑时间线"),
    "mcp.title_list_versions": ("Versions", "版本列表"),
    "mcp.title_restore_version": ("Go back to a version", "恢复到某一版"),
    "mcp.title_compare_versions": ("Compare two versions", "比较两个版本"),
    "mcp.title_upload_media": ("Take in a file", "添加文件"),
    "mcp.title_get_frame": ("Look at a moment", "查看某一刻的画面"),
    "mcp.title_contact_sheet": ("Look at the whole film", "查看整部影片"),
    "mcp.title_open_workspace": ("Link for a person", "给用户的链接"),
    "mcp.title_get_credits": ("Credits", "积分"),
    "mcp.title_export_video": ("Write the film as a file", "导出影片"),
    "mcp.title_download_export": ("Fetch a finished film", "下载成片"),
    "mcp.ad_title": ("Make a short ad", "做一条短广告"),
    "mcp.ad_title_more": ("A short vertical film that sells something.", "一条竖屏短片，用来推广某样东西。"),
    "mcp.ad_subject": (
        "What it is for, with names, prices and dates as they are",
        "为什么而做，请写上真实的名称、价格和日期",
    ),
    "mcp.ad_seconds": ("How long, seconds", "时长，秒"),
    "mcp.ad": (
        "Make a vertical {seconds}-second ad: {subject}. Use talkreel: look at server_info first and tell me what it "
        "costs, then create a project and send what I said in my own words. Show me the contact sheet and the reply, "
        "and ask what should be different before you export it.",
        "请做一条 {seconds} 秒的竖屏广告：{subject}。用 talkreel：先看 server_info 并告诉我花费，再新建项目，"
        "把我的原话发过去。给我看画面总览和回复，导出前先问我还要改什么。",
    ),
    "mcp.fix_title": ("Fix my cut", "修改我的影片"),
    "mcp.fix_title_more": (
        "Look at a film, say what is wrong with it, and mend that alone.",
        "看一遍影片，指出问题，只修改这些地方。",
    ),
    "mcp.fix_project": ("The project", "项目"),
    "mcp.fix_wish": ("What bothers you; empty: look for it", "哪里不满意；不填则自行检查"),
    "mcp.fix_anything": ("look for what is wrong", "请自己找出问题"),
    "mcp.fix": (
        "Look at the film of the project {project} in talkreel (get_timeline, contact_sheet, a few frames): {wish}. "
        "Say what you would change and why, wait for my yes, then change that and nothing else, and show me frames "
        "from before and after.",
        "请看 talkreel 项目 {project} 的影片（get_timeline、contact_sheet 和几帧画面）：{wish}。"
        "先说想改什么、为什么，等我同意后只改这些，再给我看改动前后的画面。",
    ),
    "mcp.next_auth": (
        "Set NEMO_TOKEN to a token of this server, or leave it out for an anonymous one; over HTTP send it as the "
        "header Authorization: Bearer.",
        "请把 NEMO_TOKEN 设为此服务器的令牌，或不设以使用匿名令牌；通过 HTTP 时请放在 Authorization: Bearer 请求头中。",
    ),
    "mcp.next_forbidden": (
        "Use what server_info names, or ask the person to allow more.",
        "请使用 server_info 列出的范围，或请用户授权。",
    ),
    "mcp.next_credits": (
        "Tell the person; a shorter film costs less, and edits of a film that is there are free.",
        "请告知用户；更短的影片花费更少，修改已有影片不收费。",
    ),
    "mcp.next_plan": ("Tell the person: registering the account allows it.", "请告知用户：注册账户后即可。"),
    "mcp.next_limit": ("Wait a minute, then try once.", "请等一分钟后再试一次。"),
    "mcp.next_unavailable": (
        "Nothing was lost. Try the same call again in a moment; server_info says which server it is.",
        "没有丢失任何内容。请稍后重试同一调用；server_info 会说明是哪台服务器。",
    ),
    "mcp.next_slow": (
        "It may still be done: look with get_timeline or wait_for_job before you ask for it again.",
        "可能仍会完成：请先用 get_timeline 或 wait_for_job 查看，再决定是否重新请求。",
    ),
    "mcp.next_missing": ("Tell the person what to install.", "请告知用户需要安装什么。"),
    "mcp.next_not_found": (
        "server_info lists the projects; get_timeline lists films, ids and files of one.",
        "server_info 列出项目；get_timeline 列出某个项目的影片、编号和文件。",
    ),
    "mcp.next_input": ("Give another file, or a smaller one.", "请换一个文件，或更小的文件。"),
    "mcp.next_collision": (
        "Call get_timeline for the film as it is now, and decide anew.",
        "请用 get_timeline 查看影片现状，再重新决定。",
    ),
    "mcp.next_usage": ("Correct the arguments and call it again.", "请改正参数后重新调用。"),
    "mcp.next_other": (
        "Try once more; if it stays so, tell the person what is written here.",
        "请再试一次；若仍失败，请把以上内容告知用户。",
    ),
    "mcp.local_costs": (
        "Everything is made on this machine, and nothing costs anything.",
        "一切都在本机完成，不收任何费用。",
    ),
    "mcp.local_link": (
        "There is no server, so there is no link. The draft is {path}; in a terminal: talkreel chat {name}",
        "没有服务器，因此没有链接。草稿是 {path}；在终端中可运行：talkreel chat {name}",
    ),
    "mcp.local_empty": (
        "There is no film yet: say what it should show.",
        "还没有影片：请先说说想拍什么。",
    ),
    "mcp.interrupted": (
        "The program ended while this was being done. The film is as it was before; send it again.",
        "程序在处理过程中退出了。影片保持原样；请重新发送。",
    ),
    "mcp.unheard": (
        "{api} cannot be asked for one message, and nobody here heard its end. Look with get_timeline.",
        "{api} 不支持查询单条消息，此处也没有收到它的结果。请用 get_timeline 查看现状。",
    ),
    "mcp.recovered": (
        "The film was made; the program ended before it could say so.",
        "影片已完成；程序在告知之前退出了。",
    ),
    "mcp.interrupted_export": (
        "The program ended while the film was being written. Export it again: what was drawn is kept.",
        "程序在写出影片时退出了。请重新导出：已绘制的部分会保留。",
    ),
    "mcp.upload_words": (
        "To bring a file in, use upload_media, then name it in a message.",
        "要添加文件，请用 upload_media，然后在消息中提到它。",
    ),
    "mcp.unmeasured": (
        "The film is written; {count} of its checks did not pass.",
        "影片已导出；其中 {count} 项检查未通过。",
    ),
    "mcp.served_costs": (
        "A new film costs about {price} credits for each second of new picture; edits, looking and exports are free.",
        "新影片每秒新画面约需 {price} 积分；修改、查看和导出免费。",
    ),
    "mcp.served_costs_unknown": (
        "The server does not say what costs how much: ask get_credits before and after.",
        "服务器没有说明价格：请在前后用 get_credits 查看。",
    ),
    "mcp.sends_words": ("what is said, and the project's name", "你说的话，以及项目名称"),
    "mcp.sends_files": (
        "files that are uploaded, and nothing else of this machine",
        "上传的文件，此外不发送本机任何内容",
    ),
    "mcp.sends_identity": (
        "an anonymous client id, or the token in NEMO_TOKEN; and the headers {headers}",
        "匿名客户端编号或 NEMO_TOKEN 中的令牌；以及请求头 {headers}",
    ),
    "mcp.reconnecting": ("The connection was lost; looking for the server again", "连接中断，正在重新连接服务器"),
    "mcp.link_note": (
        "Whoever has this link can open the project: give it to the person alone.",
        "拿到此链接的人都能打开该项目：请只交给用户本人。",
    ),
    "mcp.ready": (
        "The tools answer on standard input and output; drafts are in {place}.",
        "工具已在标准输入输出上就绪；草稿位于 {place}。",
    ),
    "mcp.ready_served": (
        "The tools answer on standard input and output; they contact {place} and nothing else.",
        "工具已在标准输入输出上就绪；只会连接 {place}。",
    ),
    "error.mcp_missing": (
        'What speaks the Model Context Protocol is not installed: pip install "talkreel[mcp]"',
        '没有安装 Model Context Protocol 组件：pip install "talkreel[mcp]"',
    ),
    "error.mcp_root": ("{path} is not a folder that is there.", "{path} 不是已存在的文件夹。"),
    "error.mcp_outside": (
        "{path} lies outside the folders that may be used: {roots}.",
        "{path} 不在允许使用的文件夹内：{roots}。",
    ),
    "error.mcp_path": ("{path} cannot be read as a path.", "{path} 不是有效的路径。"),
    "error.mcp_no_file": ("There is no file {path}.", "没有文件 {path}。"),
    "error.mcp_no_paths": (
        "This server cannot read files of your machine. Give an address (url) instead, or use talkreel mcp there.",
        "此服务器无法读取你的本机文件。请改用网址（url），或在本机运行 talkreel mcp。",
    ),
    "error.mcp_one_source": ("Give a path or a url: one of them.", "请给出 path 或 url，二者选一。"),
    "error.mcp_arguments": (
        "{tool} does not take these arguments: {where}: {detail}.",
        "{tool} 不接受这些参数：{where}：{detail}。",
    ),
    "error.mcp_tool": ("There is no tool {tool}.", "没有工具 {tool}。"),
    "error.mcp_prompt": ("The prompt {prompt} cannot be used: {detail}.", "无法使用提示 {prompt}：{detail}。"),
    "error.mcp_cut": (
        "{tool} took longer than {seconds} s and was given up.",
        "{tool} 用时超过 {seconds} 秒，已停止等待。",
    ),
    "error.mcp_key": (
        "{key} cannot be a key: letters, digits, dots, dashes and underscores, at most 120.",
        "{key} 不能作为标识：只能用字母、数字、点、横线和下划线，最多 120 个。",
    ),
    "error.mcp_job": ("{job} is not the name of a job.", "{job} 不是任务名称。"),
    "error.mcp_job_gone": ("Nothing is known of the job {job}.", "没有关于任务 {job} 的记录。"),
    "error.mcp_call_gone": (
        "The call {job} is not known here: the program began anew, or another one was asked. Look with get_timeline.",
        "此处没有调用 {job} 的记录：程序已重新启动，或询问的是另一台机器。请用 get_timeline 查看。",
    ),
    "error.mcp_moment": ("{at} is not a time in ms.", "{at} 不是以毫秒为单位的时间。"),
    "error.mcp_project": ("There is no project {project}.", "没有项目 {project}。"),
    "error.mcp_session": (
        "{api} has no such project, or it is not yours.",
        "{api} 上没有这个项目，或者它不属于你。",
    ),
    "error.mcp_no_film": (
        "The project {project} has no film yet. Send a message that says what it should show.",
        "项目 {project} 还没有影片。请先发消息说明想拍什么。",
    ),
    "error.mcp_film": ("The project {project} has no film {film}.", "项目 {project} 没有影片 {film}。"),
    "error.mcp_export_open": (
        "The film is not ready: {status}. Ask wait_for_job until it is done.",
        "影片尚未就绪：{status}。请用 wait_for_job 等待完成。",
    ),
    "error.mcp_export_large": (
        "The film has {bytes} bytes, too many to be read so ({most}). Use download_export.",
        "影片有 {bytes} 字节，超过可直接读取的上限（{most}）。请用 download_export。",
    ),
    "error.mcp_costs": (
        "The message would cost {needed} credits; you allowed {most}. Nothing was sent.",
        "此消息需要 {needed} 积分；你允许的上限是 {most}。没有发送任何内容。",
    ),
    "error.mcp_foreign": (
        "The film may not name {path}: it lies outside the folders that may be used.",
        "影片不能引用 {path}：它不在允许使用的文件夹内。",
    ),
    "error.mcp_not_ours": (
        "The server at {api} has no such route: {what} is an addition of talkreel's own server.",
        "{api} 上的服务器没有此接口：{what} 是 talkreel 服务器特有的功能。",
    ),
}
