"""Sentences about skills: installing them, and for each rule why it is one and what to do."""

_RULES: dict[str, tuple[str, str]] = {
    "frontmatter": (
        "SKILL.md does not begin with a frontmatter that can be read: no host finds the skill. Begin "
        "with --- and YAML.",
        "SKILL.md 开头没有可读的 frontmatter，任何宿主都找不到这个技能。请以 --- 和 YAML 开头。",
    ),
    "field": (
        'Some hosts refuse the field "{detail}". Keep to name, description, license and metadata.',
        "有的宿主不接受字段“{detail}”。只用 name、description、license、metadata。",
    ),
    "flow": (
        "Values in braces, brackets or as a quoted string are refused or ignored by some hosts. Write "
        "them as YAML blocks.",
        "花括号、方括号或字符串形式的值会被部分宿主拒绝或忽略。请写成 YAML 块。",
    ),
    "name": (
        'The name "{detail}" must be the folder\'s, in small letters, digits and single hyphens, 64 at most.',
        "名称“{detail}”必须与文件夹同名，只用小写字母、数字和单个连字符，最多 64 个字符。",
    ),
    "description": (
        "A description has 1 to 1024 characters and no < or > (this one has {detail}). Say what it does "
        "and when to use it.",
        "描述要有 1 到 1024 个字符，不含 < 和 >（现在 {detail} 个字符）。请说明做什么、什么时候用。",
    ),
    "licence": (
        "Registries publish skills under MIT-0 alone. Say license: MIT-0 and add a LICENSE.txt.",
        "注册表只以 MIT-0 发布技能。请写 license: MIT-0 并附上 LICENSE.txt。",
    ),
    "version": (
        'metadata.version "{detail}" is no version like "1.0.0", in quotes: the headers take it from there.',
        "metadata.version “{detail}”不是带引号的“1.0.0”那样的版本号，请求头要用它。",
    ),
    "unread": (
        'OpenClaw has no field "{detail}": what it declares is not seen. Use a field that it has, or take it out.',
        "OpenClaw 没有字段“{detail}”，写了也没人看到。请改用已有的字段，或删掉。",
    ),
    "hidden": (
        "requires.env hides the skill until {detail} is set. Declare it under envVars with required: false.",
        "requires.env 会让技能在设置 {detail} 之前不可见。请在 envVars 中以 required: false 声明。",
    ),
    "always": (
        "always: true loads the skill into every talk. Take it out and let the description decide.",
        "always: true 会让每次对话都载入这个技能。请删掉，由描述决定何时使用。",
    ),
    "injection": (
        "“{detail}” reads like an attempt to take over the model; reviewers refuse it wherever it stands. Reword it.",
        "“{detail}”看起来像是要接管模型，无论出现在哪里审查都不会通过。请换个说法。",
    ),
    "unseen": (
        "An invisible character ({detail}) can hide instructions. Delete it; an emoji made of several is one, too.",
        "不可见字符（{detail}）可能藏着指令。请删掉；组合而成的表情符号也算。",
    ),
    "encoded": (
        "A long run without spaces looks like something encoded. Put what it is into a file of its own, readable.",
        "一长串没有空格的字符像是编码过的内容。请写成可读的内容，单独放一个文件。",
    ),
    "comment": (
        "A comment is not shown to people but is read by models. Say it openly or delete it.",
        "注释不给人看，模型却会读到。请明说，或删掉。",
    ),
    "argv": (
        "A secret on a command line is seen by every process: {detail}. Put it into a file that only the "
        "user can read: -H @file.",
        "命令行里的密钥会被所有进程看到：{detail}。请放进只有用户能读的文件：-H @文件。",
    ),
    "literal": (
        "This looks like a real secret: {detail}. Write <your-token> instead, and revoke it if it was one.",
        "这像是真的密钥：{detail}。请改写成 <your-token>；如果是真的，请吊销。",
    ),
    "credential": (
        "Secrets do not belong into a talk, a memory or a log: {detail}. Keep them in the environment or "
        "in a file (0600).",
        "密钥不该进入对话、记忆或日志：{detail}。请放在环境变量或 0600 文件里。",
    ),
    "link_token": (
        "A token in an address is kept by browsers, proxies and logs: {detail}. Use a link that holds none.",
        "地址里的令牌会被浏览器、代理和日志留下：{detail}。请用不含令牌的链接。",
    ),
    "raw_ip": (
        "An address without a name says nothing about whose it is: {detail}. Use a name; for this machine localhost.",
        "没有名字的地址看不出是谁的：{detail}。请用域名；本机用 localhost。",
    ),
    "shortener": (
        "A short link hides where it leads: {detail}. Write the whole address.",
        "短链接看不出去向：{detail}。请写完整地址。",
    ),
    "port": (
        "An unusual port on another machine looks like a hidden channel: {detail}. Use 443, or let the "
        "user set the address.",
        "别的机器上的非常用端口像是暗道：{detail}。请用 443，或让用户自己设置地址。",
    ),
    "tls": ("Certificates are not checked here: {detail}. Take it out.", "这里不检查证书：{detail}。请删掉。"),
    "piped": (
        "What is downloaded is run unread: {detail}. Install by a package and its version.",
        "下载的内容没看就运行：{detail}。请用软件包和固定版本安装。",
    ),
    "latest": (
        "What is run changes without anybody's doing: {detail}. Name a version.",
        "运行的内容会自己变：{detail}。请写明版本。",
    ),
    "deletes": (
        "This deletes more than a skill has made: {detail}. Take it out, or let the user do it.",
        "这会删除不是技能自己创建的东西：{detail}。请删掉，或交给用户。",
    ),
    "unasked": (
        "This goes past the user's yes: {detail}. Ask, and let the program ask.",
        "这绕过了用户的同意：{detail}。请先问，也让程序去问。",
    ),
    "contact": (
        "A server is contacted before the user has agreed: {detail}. Say first where it goes and what is "
        "sent; wait for a yes.",
        "用户还没同意就联系服务器：{detail}。先说明去哪里、发送什么，等用户同意。",
    ),
    "consent": (
        "It sends something ({detail}), and SKILL.md never asks for a yes. Ask before the first request.",
        "它会发送内容（{detail}），而 SKILL.md 从不征求同意。请在第一次请求前询问。",
    ),
    "probing": (
        "Looking at where a skill lies tells the server about the machine: {detail}. Send what "
        "SKILL_SOURCE says, or unknown.",
        "查看技能的安装位置会向服务器泄露机器信息：{detail}。只发送 SKILL_SOURCE 的值，或 unknown。",
    ),
    "hides": (
        "Keeping answers from the user reads as hiding: {detail}. Say what to tell, and keep only the token back.",
        "不让用户看到应答像是在隐瞒：{detail}。请说明要告诉用户什么，只保留令牌。",
    ),
    "exec": (
        "Text is run as a program: {detail}. Call the program itself, with its arguments.",
        "把文字当程序运行：{detail}。请直接调用程序并给出参数。",
    ),
    "long_body": (
        "SKILL.md has {detail} characters; reviewers read 6000. Move details to references/.",
        "SKILL.md 有 {detail} 个字符，审查只读 6000 个。请把细节移到 references/。",
    ),
    "many_tokens": (
        "SKILL.md is about {detail} tokens, and all of it is read at every use. Stay below 3000.",
        "SKILL.md 约 {detail} 个 token，每次使用都要读完。请少于 3000。",
    ),
    "long_page": (
        "This page has {detail} characters; reviewers read 10000. Divide it.",
        "这个文件有 {detail} 个字符，审查只读 10000 个。请拆开。",
    ),
    "long_skill": (
        "The skill has {detail} characters in all; reviewers read 50000. Leave something out.",
        "整个技能有 {detail} 个字符，审查只读 50000 个。请删减。",
    ),
    "link": (
        "The link {detail} leads nowhere within the skill. Mend it, or add the file.",
        "链接 {detail} 在技能里找不到。请改正，或补上文件。",
    ),
    "undeclared": (
        "The environment variable {detail} is used and not declared. Add it to metadata.openclaw.envVars.",
        "用到了环境变量 {detail} 却没有声明。请加到 metadata.openclaw.envVars。",
    ),
    "attribution": (
        "This header is not what the frontmatter says: {detail}. Write the name and metadata.version.",
        "这个请求头与 frontmatter 不一致：{detail}。请写 name 和 metadata.version。",
    ),
    "writes": (
        "A script writes where its arguments say: {detail}. Keep it inside one folder (Path.is_relative_to, tempfile).",
        "脚本会写到参数指定的任意位置：{detail}。请限制在一个文件夹内（Path.is_relative_to、tempfile）。",
    ),
    "exfiltration": (
        "A file is encoded and something is sent: {detail}. Send files as they are, those that the user named.",
        "文件先编码再发送：{detail}。请原样发送用户指定的文件。",
    ),
    "alike": (
        "It says nearly the same as another skill ({detail} shared). Give it its own use, recipes and "
        "examples, or leave it out.",
        "它与另一个技能几乎一样（{detail} 相同）。请给它自己的用途、做法和例子，或去掉。",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {f"skill_rule.{name}": pair for name, pair in _RULES.items()} | {
    "error.skill_none": (
        "There is no skill in {path}: a skill is a folder with SKILL.md. Name such a folder, or one that holds some.",
        "{path} 里没有技能：技能是含有 SKILL.md 的文件夹。请指定这样的文件夹，或装着它们的文件夹。",
    ),
    "error.skill_unreadable": ("The skill in {path} cannot be read: {detail}", "无法读取 {path} 中的技能：{detail}"),
    "error.skills_missing": (
        "The skills that come with talkreel are not in {path}. Install talkreel again.",
        "talkreel 自带的技能不在 {path}。请重新安装 talkreel。",
    ),
    "error.skill_unknown": ('There is no skill "{name}". There is: {names}', "没有名为“{name}”的技能。现有：{names}"),
    "error.skill_host": (
        '"{name}" is no host that is known here. Known: {names}. For another one name its folder: --to DIR',
        "不认识宿主“{name}”。认识的有：{names}。别的宿主请指定文件夹：--to 文件夹",
    ),
    "error.skill_where": (
        "Say where to put them: --host NAME ({names}) or --to DIR, one of the two. {found}",
        "请说明放在哪里：--host 名称（{names}）或 --to 文件夹，二选一。{found}",
    ),
    "error.skill_changed": (
        "{count} of the files to write exist and are different: {paths}. Nothing was written. "
        "Look at them with --dry-run; replace them with --yes.",
        "要写的文件中有 {count} 个已存在且内容不同：{paths}。没有写入任何内容。用 --dry-run 查看，用 --yes 替换。",
    ),
    "error.skill_write": ("{path} cannot be written: {detail}", "无法写入 {path}：{detail}"),
    "skills.found_hosts": ("Found here: {names}.", "这里有：{names}。"),
    "skills.new": ("{path}: written", "{path}：已写入"),
    "skills.same": ("{path}: was there already", "{path}：已经有了"),
    "skills.changed": ("{path}: replaced", "{path}：已替换"),
    "skills.would_new": ("{path}: would be written", "{path}：将写入"),
    "skills.would_same": ("{path}: is there already", "{path}：已经有了"),
    "skills.would_changed": ("{path}: is different; would need --yes", "{path}：内容不同，需要 --yes"),
    "skills.installed": (
        "{count} skills in {folder}. Start the host again if it runs.",
        "{count} 个技能在 {folder}。宿主若在运行，请重新启动。",
    ),
    "skills.would_install": ("Nothing was written.", "没有写入任何内容。"),
    "skills.finding": ("{place}  {rule}\n  {told}", "{place}  {rule}\n  {told}"),
    "skills.good": ("{count} skills checked: nothing found.", "检查了 {count} 个技能：没有问题。"),
    "skills.bad": ("{count} skills checked: {findings} findings.", "检查了 {count} 个技能：{findings} 个问题。"),
}
