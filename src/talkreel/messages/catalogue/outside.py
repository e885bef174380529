"""Sentences about addresses, uploads and forms from outside."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error.address_form": (
        "The address {url} is not written plainly. Give it as https://name/path, without a user and without spaces.",
        "网址 {url} 写法不规范。请写成 https://域名/路径，不要带用户名和空格。",
    ),
    "error.address_scheme": (
        "The address {url} does not begin with http:// or https://. Give one that does, or upload the file itself.",
        "网址 {url} 不是以 http:// 或 https:// 开头。请换一个网址，或直接上传文件。",
    ),
    "error.address_port": (
        "The address {url} has port {port}; only 80 and 443 are called. Put the file elsewhere, or upload it.",
        "网址 {url} 的端口是 {port}，只允许 80 和 443。请把文件放到别处，或直接上传。",
    ),
    "error.address_private": (
        "{host} is not on the open internet, so nothing is fetched from there. Upload the file itself.",
        "{host} 不在公共互联网上，不能从那里获取文件。请直接上传文件。",
    ),
    "error.address_downgrade": (
        "{url} leads from https to http, which is not followed. Give the address of the file itself.",
        "{url} 从 https 跳转到 http，不会跟随。请给出文件本身的网址。",
    ),
    "error.address_hops": (
        "{url} leads on more than {most} times. Give the address of the file itself.",
        "{url} 跳转超过 {most} 次。请给出文件本身的网址。",
    ),
    "error.address_answer": (
        "{url} answered {status} instead of a file. Open it in a browser to see why, or upload the file.",
        "{url} 返回 {status}，没有给出文件。请在浏览器中打开查看原因，或直接上传文件。",
    ),
    "error.address_packed": (
        "{url} sends the file packed ({packing}), though it was asked not to. Upload the file itself.",
        "{url} 发送的是压缩内容（{packing}）。请直接上传文件。",
    ),
    "error.address_slow": (
        "{url} did not give the file within {seconds} s. Try again later, or upload the file.",
        "{url} 在 {seconds} 秒内没有传完文件。请稍后再试，或直接上传文件。",
    ),
    "error.address_silent": (
        "{url} cannot be reached ({detail}). Check the address, or upload the file.",
        "无法访问 {url}（{detail}）。请检查网址，或直接上传文件。",
    ),
    "error.upload_too_large": (
        "{name} is larger than the limit of {limit} MB. Trim or compress it.",
        "{name} 超过上限 {limit} MB。请裁剪或压缩。",
    ),
    "error.upload_unwritten": (
        "{name} could not be kept ({detail}). Nothing of it was saved: free some room and send it again.",
        "无法保存 {name}（{detail}）。没有留下任何内容：请腾出空间后重新上传。",
    ),
    "error.upload_range": (
        "The range {range} is not understood. Write Content-Range: bytes first-last/total, and send just those.",
        "无法识别范围 {range}。请写 Content-Range: bytes 起-止/总数（从 0 开始），并发送这些字节。",
    ),
    "error.upload_offset": (
        "The next byte to send is number {size}, not {first}. Go on from there.",
        "下一个要发送的字节是第 {size} 个，不是第 {first} 个。请从那里继续。",
    ),
    "error.upload_busy": (
        "Another request is sending this file. Wait for it to end, then ask how far it came.",
        "另一个请求正在发送这个文件。请等它结束，再查询进度。",
    ),
    "error.upload_broken_off": (
        "{name} ended too soon: {size} bytes came, {announced} were announced. Send it again.",
        "{name} 提前结束：收到 {size} 字节，应为 {announced} 字节。请重新发送。",
    ),
    "error.form_malformed": (
        "The form cannot be read ({detail}). Send multipart/form-data with the files in fields named files.",
        "无法读取表单（{detail}）。请用 multipart/form-data 发送，文件字段名为 files。",
    ),
    "error.form_too_many": (
        "There are more than {most} {what} in the form. Send fewer at once.",
        "表单中的{what}超过 {most} 个。请分几次发送。",
    ),
    "error.form_field_long": (
        "The field {name} is longer than {most} characters. Send long text as a file.",
        "字段 {name} 超过 {most} 个字符。长文本请作为文件发送。",
    ),
    "error.media_frames": (
        "{path} has {found} pictures; the limit is {limit}. Cut it shorter.",
        "{path} 有 {found} 帧，上限是 {limit}。请截短。",
    ),
    "error.media_streams": (
        "{path} has {found} streams; the limit is {limit}. Export it with one picture and one sound.",
        "{path} 有 {found} 条流，上限是 {limit}。请导出为一条画面和一条声音。",
    ),
    "error.media_hours": (
        "{path} runs {found} hours; the limit is {limit}. Cut it shorter, or raise TALKREEL_MAX_FILM_HOURS.",
        "{path} 长 {found} 小时，上限是 {limit}。请截短，或调高 TALKREEL_MAX_FILM_HOURS。",
    ),
    "error.draft_text": (
        "The draft cannot be read ({detail}). Send the draft as the state has it, with your changes.",
        "无法读取草稿（{detail}）。请在状态里的草稿上修改后再发送。",
    ),
    "error.draft_limit": (
        "The draft is over a limit: {what}, at most {limit}. Make it smaller, or make several films.",
        "草稿超过限制：{what} 最多 {limit}。请缩小，或分成几部影片。",
    ),
    "error.upload_slow": (
        "Hardly anything came for {seconds} s, so the upload was ended. Send it again on a better line, or in parts.",
        "{seconds} 秒内几乎没有收到数据，上传已中止。请换更好的网络重试，或分段上传。",
    ),
}
