"""What is said about tokens, accounts and links."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.client_id": (
        "The header X-Client-Id is missing or longer than {most} characters; a UUID is best.",
        "缺少 X-Client-Id 请求头，或其长度超过 {most} 个字符；建议使用 UUID。",
    ),
    "error.client_registered": (
        "The account of this client id has been registered: sign in to it, or use a token made there.",
        "此客户端编号的账户已注册：请登录，或使用在该账户中创建的令牌。",
    ),
    "error.tokens_of_client": (
        "This client id has had {most} of {most} tokens in {days} days. Use the last one, or wait {retry_after_s} s.",
        "此客户端编号已领取过令牌：{days} 天内限 {most} 个。请使用已有令牌，或等待 {retry_after_s} 秒。",
    ),
    "error.tokens_of_address": (
        "This network address has had {most} of {most} tokens in {days} days. Use one, or wait {retry_after_s} s.",
        "此网络地址已领取过令牌：{days} 天内限 {most} 个。请使用已有令牌，或等待 {retry_after_s} 秒。",
    ),
    "error.token": (
        "The token is missing, wrong, expired or revoked.",
        "令牌缺失、错误、已过期或已撤销。",
    ),
    "error.token_missing": ("This account has no token {token}.", "此账户没有令牌 {token}。"),
    "error.token_days": (
        "A token cannot last {days} days: from 1 to {most} can be.",
        "令牌有效期不能为 {days} 天：可选 1 至 {most} 天。",
    ),
    "error.tokens_many": (
        "The account has {most} tokens, which is the most: revoke one that is not needed.",
        "账户已有 {most} 个令牌，达到上限：请先撤销不需要的令牌。",
    ),
    "error.scope_unknown": (
        "There is no scope “{scope}”. There are: {known}.",
        "没有权限“{scope}”。可用的有：{known}。",
    ),
    "error.by_link": (
        "A link opens one film and not the account: sign in, or use the account's own token.",
        "链接只能打开一部影片，不能操作账户：请登录，或使用该账户自己的令牌。",
    ),
    "error.csrf": (
        "The request did not come from this server's own page: the header X-CSRF-Token is missing or wrong.",
        "请求并非来自本服务器的页面：X-CSRF-Token 请求头缺失或错误。",
    ),
    "error.link_wrong": (
        "This link is not one that this server made, or it is for another file.",
        "此链接不是本服务器生成的，或属于其他文件。",
    ),
    "error.link_ended": (
        "This link has ended; ask for a new one.",
        "此链接已过期，请重新获取。",
    ),
    "error.claim_ended": (
        "This link has ended or was closed by its owner; ask for a new one.",
        "此链接已过期或已被所有者关闭，请重新获取。",
    ),
    "error.link_spent": (
        "This link was opened before, and opens once. Ask for a new one.",
        "此链接已打开过，只能使用一次。请重新获取。",
    ),
    "error.email": ("“{email}” is not an e-mail address.", "“{email}”不是电子邮件地址。"),
    "error.email_taken": (
        "{email} has an account already: sign in to it.",
        "{email} 已有账户，请直接登录。",
    ),
    "error.password_length": (
        "A password has {least} to {most} characters.",
        "密码长度须为 {least} 至 {most} 个字符。",
    ),
    "error.sign_in": (
        "The e-mail address or the password is wrong.",
        "电子邮件地址或密码错误。",
    ),
    "error.tries": (
        "Too many tries; wait {retry_after_s} s.",
        "尝试次数过多，请等待 {retry_after_s} 秒。",
    ),
    "error.bind": (
        "To keep {account}, open a link to one of its films in this browser first, or send its token.",
        "要保留 {account}，请先在此浏览器中打开它的影片链接，或提供它的令牌。",
    ),
    "error.bound": (
        "{account} is registered already, or there is no such account: sign in.",
        "{account} 已注册，或不存在此账户：请登录。",
    ),
    "error.account_missing": ("There is no account {account}.", "没有账户 {account}。"),
    "error.oidc_off": (
        "This server has no sign-in by another service; the administrator sets oidc_issuer.",
        "此服务器未启用第三方登录；管理员可设置 oidc_issuer。",
    ),
    "error.oidc_away": (
        "The sign-in service {issuer} does not answer as it should: {detail}.",
        "登录服务 {issuer} 未正常响应：{detail}。",
    ),
    "error.oidc_refused": (
        "Signing in was not completed: {detail}. Begin again.",
        "登录未完成：{detail}。请重新开始。",
    ),
    "account.copy": (
        "All that is kept of the account {account}: data/ has its rows, a line of JSON each; "
        "uploads/ what was uploaded; films/ what was exported. Times are milliseconds since 1970.\n",
        "账户 {account} 的全部数据：data/ 为各表的行（每行一个 JSON）；uploads/ 为上传的文件；films/ 为导出的影片。"
        "时间为自 1970 年起的毫秒数。\n",
    ),
    "error.delete_unproved": (
        "To delete all data, send the password, a token, or for an account without a password its id as confirm.",
        "要删除全部数据，请提供密码或令牌；没有密码的账户请以 confirm 提供账户编号。",
    ),
}  # fmt: skip
