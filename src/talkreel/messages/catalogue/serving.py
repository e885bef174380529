"""What the commands say that run a server and look after it."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "serve.ready": (
        "talkreel serves at {address}; data is in {data}. Ctrl-C ends it.",
        "talkreel 已在 {address} 提供服务；数据在 {data}。按 Ctrl-C 结束。",
    ),
    "worker.ready": (
        "talkreel works for the server: {pools}. Ctrl-C ends it.",
        "talkreel 正在为服务器工作：{pools}。按 Ctrl-C 结束。",
    ),
    "error.pool": (
        "{text} is no pool. Write the queue and how many processes, up to {most}: --pool cpu=8.",
        "无法识别工作池 {text}。请写队列名和进程数（最多 {most}）：--pool cpu=8。",
    ),
    "error.price": (
        "{name}={value} is no price. Known are {known}; a price is a number of credits, 0 or more.",
        "{name}={value} 不是有效的价格。可用名称：{known}；价格是不小于 0 的积分数。",
    ),
    "admin.none": ("There are none.", "没有。"),
    "admin.close_sure": (
        "Close {account} and delete its films and files? This cannot be undone.",
        "要关闭 {account} 并删除其影片和文件吗？此操作无法撤销。",
    ),
    "admin.closed": ("{account} is closed, and what it had is deleted.", "{account} 已关闭，其内容已删除。"),
    "admin.closed_later": (
        "{account} is closed. {jobs} of its jobs are ending; the server deletes what is left after them.",
        "{account} 已关闭。还有 {jobs} 个任务正在结束；之后服务器会删除其余内容。",
    ),
    "admin.granted_before": (
        'The note "{note}" was granted before; nothing was added. Use another note to grant again.',
        "备注“{note}”已发放过，没有再次添加。如需再次发放，请换一个备注。",
    ),
    "admin.token_once": (
        "Keep this token now: it is not shown again.",
        "请立即保存此令牌：它不会再次显示。",
    ),
    "admin.revoked": ("{token} opens nothing any more.", "{token} 已失效。"),
    "admin.backup_missing": ("Missing or damaged: {name}", "缺失或损坏：{name}"),
    "column.account": ("account", "账户"),
    "column.kind": ("kind", "类型"),
    "column.email": ("e-mail", "邮箱"),
    "column.plan": ("plan", "方案"),
    "column.available": ("available", "可用"),
    "column.frozen": ("frozen", "冻结"),
    "column.created": ("created", "创建时间"),
    "column.storage_mb": ("storage, MB", "存储 MB"),
    "column.open_jobs": ("open jobs", "未完成任务"),
    "column.id": ("id", "编号"),
    "column.token": ("token", "令牌"),
    "column.name": ("name", "名称"),
    "column.scopes": ("scopes", "权限"),
    "column.live": ("live", "有效"),
    "column.expires": ("expires", "到期"),
    "column.picture_s": ("a second of new picture", "每秒新画面"),
    "column.edit": ("an edit", "每次编辑"),
    "column.export": ("an export", "每次导出"),
    "column.path": ("folder", "文件夹"),
    "column.rows": ("rows", "行"),
    "column.objects": ("objects", "对象"),
    "column.missing": ("missing", "缺失"),
    "column.keep_days": ("films are kept, days", "影片保留天数"),
    "column.link_hours": ("links live, hours", "链接有效小时"),
    "column.token_days": ("anonymous tokens live, days", "匿名令牌有效天数"),
    "column.films": ("films", "影片"),
    "column.answers": ("answers", "应答"),
    "column.links": ("links", "链接"),
    "column.accounts": ("accounts", "账户"),
    "column.schema": ("schema", "数据库版本"),
    "error.job_lost": (
        "Something went wrong inside the server, and this was not finished. Nothing was charged; please try again.",
        "服务器内部出错，这次没有完成。没有扣除积分；请再试一次。",
    ),
    "health.down": ("The server cannot work now: {parts} is down.", "服务器暂时无法工作：{parts} 不可用。"),
    "error.metrics": (
        "Metrics are for the server's own machine and for tokens with the scope admin. TALKREEL_METRICS_OPEN=1 opens "
        "them to all.",
        "指标仅供服务器本机和具有 admin 权限的令牌读取。设置 TALKREEL_METRICS_OPEN=1 可对所有人开放。",
    ),
    "error.data_folder": (
        "Nothing can be kept in {path}: {detail}. Name a folder that can be written to with --data.",
        "无法使用 {path}：{detail}。请用 --data 指定一个可写的文件夹。",
    ),
    "error.data_remote": (
        "{path} lies on another machine ({kind}), and SQLite cannot keep a database there safely. Name a local folder "
        "with --data, or set TALKREEL_DATABASE_URL to a PostgreSQL database.",
        "{path} 位于网络文件系统（{kind}）上，SQLite 不能安全地存放在那里。请用 --data 指定本地文件夹，"
        "或把 TALKREEL_DATABASE_URL 设为 PostgreSQL 数据库。",
    ),
    "error.data_locked": (
        "Another server (process {pid}) uses {path}. Stop it first, or name another folder with --data.",
        "另一个服务器（进程 {pid}）正在使用 {path}。请先停止它，或用 --data 指定另一个文件夹。",
    ),
    "error.address": (
        "The server cannot listen on {host}, port {port}: {detail}. Choose another with --port (0 takes a free one).",
        "服务器无法监听 {host} 端口 {port}：{detail}。请用 --port 选择其他端口（0 表示自动选择）。",
    ),
    "error.key_other": (
        "This database was used with another secret key; links and tokens that were given out would not open. Set "
        "TALKREEL_SECRET_KEY to the key of the other servers, or copy their secret.key into the data folder. If it is "
        "lost: talkreel admin migrate --new-key.",
        "此数据库曾使用另一个密钥；已发出的链接和令牌将无法打开。请把 TALKREEL_SECRET_KEY 设为其他服务器的密钥，"
        "或把它们的 secret.key 复制到数据文件夹。若密钥已丢失：talkreel admin migrate --new-key。",
    ),
    "error.worker_database": (
        "Workers of their own need a database that machines can share: set TALKREEL_DATABASE_URL=postgresql://... "
        "On one machine, talkreel serve has workers already.",
        "独立的工作进程需要可共享的数据库：请设置 TALKREEL_DATABASE_URL=postgresql://...。"
        "在单机上，talkreel serve 已自带工作进程。",
    ),
}  # fmt: skip
