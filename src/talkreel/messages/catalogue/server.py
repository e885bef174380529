"""What the server says beside the talk itself."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.scope": (
        "This token may not do that: it lacks the scope {scope} (it has {scopes}).",
        "此令牌无权这样做：缺少权限 {scope}（现有：{scopes}）。",
    ),
    "error.session_missing": (
        "There is no session {session}, or it is not yours.",
        "没有会话 {session}，或者它不属于你。",
    ),
    "error.turn_missing": (
        "No message was said here under the key {key}.",
        "这里没有以 {key} 为键的消息。",
    ),
    "error.request": ("The request cannot be read: {where}: {detail}.", "无法读取请求：{where}：{detail}。"),
    "error.route": ("There is nothing at {method} {path}.", "{method} {path} 不存在。"),
    "error.http": ("{method} {path}: {detail}.", "{method} {path} 无法处理：{detail}。"),
    "error.body_large": ("The request is larger than this server accepts.", "请求超过了服务器允许的大小。"),
    "error.api_version": (
        "This server speaks version {supported} of the protocol; version {wanted} was asked for.",
        "本服务器使用协议版本 {supported}；请求的是版本 {wanted}。",
    ),
    "error.internal": (
        "Something went wrong inside the server. It has been noted as {reference}; nothing was charged.",
        "服务器内部出错，已记录为 {reference}；没有扣除积分。",
    ),
    "next.other": ("See GET /api/limits for what this server takes.", "请用 GET /api/limits 查看服务器接受的内容。"),
    "next.400": ("Correct the request and send it again.", "请改正请求后重新发送。"),
    "next.401": (
        "Send the header Authorization: Bearer <your token>.",
        "请发送请求头 Authorization: Bearer <你的令牌>。",
    ),
    "next.402": ("Register the account; exporting then works.", "请注册账户，之后即可导出。"),
    "next.403": (
        "Use a token that has this scope; POST /api/tokens makes one.",
        "请使用有此权限的令牌；POST /api/tokens 可创建。",
    ),
    "next.404": (
        "Check the address; GET /openapi.json lists all routes.",
        "请检查地址；GET /openapi.json 列出全部接口。",
    ),
    "next.405": (
        "Use a method that this address has; see GET /openapi.json.",
        "请使用该地址支持的方法，见 GET /openapi.json。",
    ),
    "next.408": ("Send the request again, and its body at once.", "请重新发送请求，并立即发送请求体。"),
    "next.409": ("Read the state again and decide anew.", "请重新读取状态后再决定。"),
    "next.415": ("Send a type of file that GET /api/limits lists.", "请发送 GET /api/limits 列出的文件类型。"),
    "next.429": ("Wait as long as Retry-After says, then try once.", "请按 Retry-After 等待后再试一次。"),
    "next.500": (
        "Try once more; if it stays, tell the administrator the reference.",
        "请再试一次；若仍失败，请把编号告知管理员。",
    ),
    "next.501": ("Ask the administrator to install the missing part.", "请管理员安装缺少的部分。"),
    "next.503": (
        "Wait as long as Retry-After says and send the same request again; it is not charged twice.",
        "请按 Retry-After 等待后重发同一请求；不会重复扣费。",
    ),
    "next.1001": (
        "Get a new token: POST /api/auth/anonymous-token with the header X-Client-Id, or sign in.",
        "请获取新令牌：带 X-Client-Id 请求头 POST /api/auth/anonymous-token，或登录。",
    ),
    "next.1002": (
        "Make a new session: POST /api/tasks/me/with-session/nemo_agent.",
        "请新建会话：POST /api/tasks/me/with-session/nemo_agent。",
    ),
    "next.2001": (
        "Open the link to register or to top up; then send it again.",
        "请打开链接注册或充值，然后重新发送。",
    ),
    "next.4001": ("Send one of the formats that GET /api/limits lists.", "请发送 GET /api/limits 列出的格式之一。"),
    "next.4002": (
        "Make the file smaller or shorter; GET /api/limits says how large it may be.",
        "请缩小或剪短文件；GET /api/limits 说明上限。",
    ),
}
