"""What is said when work in another process does not end well."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error.process_lost": (
        "The process that did this work ended unexpectedly, perhaps for lack of memory. Nothing was changed. Try "
        "again; if it goes on, choose a smaller picture or give the machine more memory.",
        "执行此任务的进程意外结束，可能是内存不足。什么也没有改动。请重试；如果一直这样，请选择较小的画面，或为机器增加内存。",
    ),
    "error.process_failed": (
        "The work failed for a reason that was not foreseen: {detail}. Nothing was changed. Please report it with the "
        "draft that it happened to.",
        "任务因未预料的原因失败：{detail}。什么也没有改动。请连同相关草稿一起报告此问题。",
    ),
    "error.process_slow": (
        "The work was stopped because it took more than {seconds} s. Ask for a smaller picture or a shorter part.",
        "任务超过 {seconds} 秒，已被停止。请选择较小的画面或较短的片段。",
    ),
    "error.process_memory": (
        "The work was stopped because it needed more memory than it may have. Ask for a smaller picture or a shorter "
        "part.",
        "任务所需内存超出允许范围，已被停止。请选择较小的画面或较短的片段。",
    ),
    "error.process_start": (
        "No process could be started for this work: the machine has too many, or too little memory. Try again in a "
        "moment.",
        "无法为此任务启动进程：机器上的进程过多，或内存不足。请稍后再试。",
    ),
    "error.process_stopped": ("The work was stopped, as you asked.", "已按您的要求停止任务。"),
}
