"""What is said about previews that cannot be made."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error.preview_range": (
        "{value} is not possible for {name}: choose a whole number from {least} to {most}.",
        "{name} 不能为 {value}：请选择 {least} 到 {most} 之间的整数。",
    ),
    "error.preview_format": (
        "A picture can be had as {formats}, not as {format}.",
        "图片可以是 {formats}，不能是 {format}。",
    ),
}
