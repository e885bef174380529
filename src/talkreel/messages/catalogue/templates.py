"""Sentences about templates, and the names of their blanks."""

_BLANKS: dict[str, tuple[str, str]] = {
    "blank.title": ("title", "标题"),
    "blank.price": ("price", "价格"),
    "blank.cta": ("call to action", "号召"),
    "blank.url": ("address", "网址"),
    "blank.quote": ("quote", "引语"),
    "blank.source": ("source", "出处"),
    "blank.number": ("number", "数字"),
    "blank.eyebrow": ("line above the title", "眉题"),
    "blank.lower_third": ("lower third", "字幕条"),
    "blank.item": ("item", "条目"),
    "blank.label": ("label", "标签"),
    "blank.body": ("text", "正文"),
    "blank.overlay": ("overlay", "叠字"),
    "blank.line": ("spoken line", "台词"),
    "blank.photo": ("photo", "照片"),
    "blank.clip": ("clip", "视频"),
    "blank.sound": ("sound", "音频"),
}

SENTENCES: dict[str, tuple[str, str]] = _BLANKS | {
    "error.template_name": (
        'A template cannot be called "{name}": a name has letters or digits, and at most {most} signs.',
        "模板不能叫“{name}”：名称要有文字或数字，最多 {most} 个字符。",
    ),
    "error.template_exists": (
        'There is a template "{name}" already. Choose another name, or replace it with -y.',
        "已有名为“{name}”的模板。请换个名称，或用 -y 替换。",
    ),
    "error.template_none": (
        'There is no template "{name}", and no other yet. Save one: talkreel templates save NAME FILM.reel.json',
        "没有名为“{name}”的模板，也还没有别的模板。保存一个：talkreel templates save 名称 影片.reel.json",
    ),
    "error.template_missing": (
        'There is no template "{name}". There is: {names}',
        "没有名为“{name}”的模板。现有：{names}",
    ),
    "error.template_damaged": (
        "The template {path} is damaged: {detail}",
        "模板 {path} 已损坏：{detail}",
    ),
    "error.template_nothing": (
        'Say what to keep: --prompt "..." or a film (FILM.reel.json), one of the two.',
        "请说明要保存什么：--prompt “……” 或一部影片（FILM.reel.json），二选一。",
    ),
    "error.template_pair": (
        'A blank is given as name=words; "{text}" is not.',
        "空位要写成 名称=内容；“{text}”不是这种写法。",
    ),
    "error.template_blank_name": (
        'A blank cannot be called "{name}": at most {most} signs, without braces and "=".',
        "空位不能叫“{name}”：最多 {most} 个字符，不能有花括号和“=”。",
    ),
    "error.template_words_missing": (
        'The blank "{name}" has no place: the words “{words}” are nowhere in it.',
        "空位“{name}”没有位置：其中找不到“{words}”这几个字。",
    ),
    "error.template_blank_unknown": (
        'The template has no blank "{name}". It has: {names}',
        "模板没有名为“{name}”的空位。它有：{names}",
    ),
    "error.template_blank_empty": (
        "These blanks must be filled in: {names}. Use --set name=words.",
        "这些空位必须填写：{names}。用 --set 名称=内容 填写。",
    ),
    "error.template_file_kind": (
        '{path} is not what the blank "{name}" takes.',
        "{path} 不是空位“{name}”需要的文件类型。",
    ),
    "error.rows_unreadable": ("The rows in {path} cannot be read: {detail}", "无法读取 {path} 中的行：{detail}"),
    "error.rows_none": (
        "{path} has no rows: the first line names the blanks, each further line is a film.",
        "{path} 中没有数据行：第一行是空位名称，其后每行一部影片。",
    ),
    "error.rows_twice": ('{path} has the column "{column}" twice.', "{path} 中“{column}”列出现了两次。"),
    "error.rows_too_many": (
        "{path} is too large: at most {most} rows are made into films at once.",
        "{path} 太大：一次最多制作 {most} 行。",
    ),
    "error.row_surplus": (
        "It has more cells than there are columns; words with a comma stand in quotes.",
        "这一行的单元格比列数多；含逗号的内容要加引号。",
    ),
    "error.row_output": (
        '"{output}" is no place for a film: it must lie in the folder {folder}.',
        "“{output}”不能作为影片位置：必须在文件夹 {folder} 中。",
    ),
    "error.row_same_output": ("Another row makes {path} already.", "已有另一行生成 {path}。"),
    "note.template_kept": ("These words stayed as they were: {names}.", "这些文字保持原样：{names}。"),
    "note.template_unheard": (
        "No blank was found for these words: {names}.",
        "没有找到适合这些文字的空位：{names}。",
    ),
    "note.template_files_left": (
        "The template has no place for these files: {names}.",
        "模板中没有放这些文件的位置：{names}。",
    ),
    "templates.none": ("No templates yet.", "还没有模板。"),
    "templates.saved": ('Kept as "{name}". Blanks: {blanks}.', "已保存为“{name}”。空位：{blanks}。"),
    "templates.saved_plain": ('Kept as "{name}", without blanks.', "已保存为“{name}”，没有空位。"),
    "templates.removed": ('The template "{name}" is removed.', "模板“{name}”已删除。"),
    "templates.prompt": ("prompt", "文字"),
    "templates.film": ("film, {seconds} s", "影片，{seconds} 秒"),
    "templates.must": ("(to be filled in)", "（必填）"),
    "templates.columns_unused": (
        "These columns are no blanks of the template and are not used: {names}.",
        "这些列不是模板的空位，未使用：{names}。",
    ),
    "templates.row": ("Row {number}: {told}", "第 {number} 行：{told}"),
    "templates.rows_done": ("{made} of {count} films made.", "共 {count} 部，已制作 {made} 部。"),
}
