"""What the client of the protocol says."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.client_address": (
        "{address} is not the address of a server. Give one like http://localhost:8787.",
        "{address} 不是服务器地址。请给出类似 http://localhost:8787 的地址。",
    ),
    "error.client_header": (
        "The value of {name} cannot be sent: it has blanks or letters beyond ASCII. Set it again.",
        "{name} 的值无法发送：其中有空格或非 ASCII 字符。请重新设置。",
    ),
    "error.client_declined": (
        "You did not agree, so nothing was sent to {api}. Films can be made on this machine: talkreel make.",
        "你没有同意，因此没有向 {api} 发送任何内容。可以在本机制作：talkreel make。",
    ),
    "error.client_token": (
        "{api} does not accept the token in NEMO_TOKEN: it is wrong, expired or revoked. Set another, or unset it "
        "to use an anonymous one.",
        "{api} 不接受 NEMO_TOKEN 中的令牌：它有误、已过期或已撤销。请换一个，或取消该变量以使用匿名令牌。",
    ),
    "error.client_refused": (
        "{api} answered: {message} (code {number}). {next}",
        "{api} 的回答：{message}（代码 {number}）。{next}",
    ),
    "error.client_credits": (
        "This takes {needed} credits and {available} are left, so it was not sent. More: {next}",
        "这需要 {needed} 积分，还剩 {available} 积分，因此没有发送。获取更多：{next}",
    ),
    "error.client_answer": (
        "{api} answered, but not as a server of this protocol does. Check the address.",
        "{api} 有回应，但不是本协议的服务器。请检查地址。",
    ),
    "error.client_lost": (
        "{api} cannot be reached ({detail}). If something was under way there, it may go on; look at the session "
        "before you say it again.",
        "无法连接 {api}（{detail}）。如果那里已有任务在进行，它可能仍会继续；再次发送之前请先查看会话。",
    ),
    "error.client_timeout": (
        "Nothing new came from the server for too long; {seconds} s in all. It may still be working on session "
        "{session}: look at it later, and do not send the message again.",
        "服务器太久没有新消息，共等待 {seconds} 秒。它可能仍在处理会话 {session}：请稍后查看，不要重复发送。",
    ),
    "error.client_export_slow": (
        "Export {id} has not moved for {seconds} s. It may still end: ask for it later by its id.",
        "导出 {id} 已有 {seconds} 秒没有进展。它可能仍会完成：请稍后用编号查询。",
    ),
    "error.client_no_film": (
        "There is no film in session {session} yet. Say what it should be first.",
        "会话 {session} 里还没有片子。请先说出想要的内容。",
    ),
    "error.client_unfinished": (
        "Export {id} is {status}, so there is no film to fetch. Export it again.",
        "导出 {id} 的状态是 {status}，没有可下载的片子。请重新导出。",
    ),
    "error.client_render": (
        "{api} could not write the film (export {id}, after a second attempt): {message}.",
        "{api} 无法写出片子（导出 {id}，已重试一次）：{message}。",
    ),
    "error.client_file": ("{path} cannot be read: {detail}.", "无法读取 {path}：{detail}。"),
    "error.client_folder": (
        "{path} cannot be written: {detail}. Choose another folder.",
        "无法写入 {path}：{detail}。请换一个文件夹。",
    ),
}
