"""What the commands say that run a server and look after it."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "serve.ready": (
        "talkreel serves at {address}; data is in {data}. Ctrl-C ends it.",
        "talkreel 已在 {address} 提供服务;数据在 {data}。按 Ctrl-C 结束。",
    ),
    "error.job_lost": (
        "Something went wrong inside the server, and this was not finished. Nothing was charged; please try again.",
        "服务器内部出错,这次没有完成。没有扣除积分;请再试一次。",
    ),
    "health.down": ("The server cannot work now: {parts} is down.", "服务器暂时无法工作:{parts} 不可用。"),
    "error.metrics": (
        "Metrics are for the server's own machine and for tokens with the scope admin. TALKREEL_METRICS_OPEN=1 opens "
        "them to all.",
        "指标仅供服务器本机和具有 admin 权限的令牌读取。设置 TALKREEL_METRICS_OPEN=1 可对所有人开放。",
    ),
    "error.data_folder": (
        "Nothing can be kept in {path}: {detail}. Name a folder that can be written to with --data.",
        "无法使用 {path}:{detail}。请用 --data 指定一个可写的文件夹。",
    ),
    "error.data_remote": (
        "{path} lies on another machine ({kind}), and SQLite cannot keep a database there safely. Name a local folder "
        "with --data, or set TALKREEL_DATABASE_URL to a PostgreSQL database.",
        "{path} 位于网络文件系统({kind})上,SQLite 不能安全地存放在那里。请用 --data 指定本地文件夹,"
        "或把 TALKREEL_DATABASE_URL 设为 PostgreSQL 数据库。",
    ),
    "error.data_locked": (
        "Another server (process {pid}) uses {path}. Stop it first, or name another folder with --data.",
        "另一个服务器(进程 {pid})正在使用 {path}。请先停止它,或用 --data 指定另一个文件夹。",
    ),
    "error.address": (
        "The server cannot listen on {host}, port {port}: {detail}. Choose another with --port (0 takes a free one).",
        "服务器无法监听 {host} 端口 {port}:{detail}。请用 --port 选择其他端口(0 表示自动选择)。",
    ),
    "error.key_other": (
        "This database was used with another secret key; links and tokens that were given out would not open. Set "
        "TALKREEL_SECRET_KEY to the key of the other servers, or copy their secret.key into the data folder. If it is "
        "lost: talkreel admin migrate --new-key.",
        "此数据库曾使用另一个密钥;已发出的链接和令牌将无法打开。请把 TALKREEL_SECRET_KEY 设为其他服务器的密钥,"
        "或把它们的 secret.key 复制到数据文件夹。若密钥已丢失:talkreel admin migrate --new-key。",
    ),
    "error.worker_database": (
        "Workers of their own need a database that machines can share: set TALKREEL_DATABASE_URL=postgresql://... "
        "On one machine, talkreel serve has workers already.",
        "独立的工作进程需要可共享的数据库:请设置 TALKREEL_DATABASE_URL=postgresql://...。"
        "在单机上,talkreel serve 已自带工作进程。",
    ),
}  # fmt: skip
