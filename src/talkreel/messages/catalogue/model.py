"""Sentences about the language model that interprets."""

SENTENCES: dict[str, tuple[str, str]] = {
    "model.says": ("{text}", "{text}"),
    "doctor.model": ("Edits are understood by", "理解修改语句"),
    "doctor.model_rules": (
        "built-in rules (optional: a language model, TALKREEL_LLM)",
        "内置规则（可选：语言模型，TALKREEL_LLM）",
    ),
    "note.model_timeout": (
        "The language model did not answer within {seconds:g} s, so the built-in rules understood this.",
        "语言模型在 {seconds:g} 秒内没有回答，这句话由内置规则理解。",
    ),
    "note.model_refused": (
        "The language model declined to answer, so the built-in rules understood this.",
        "语言模型拒绝回答，这句话由内置规则理解。",
    ),
    "note.model_key": (
        "The language model's service did not accept the key (TALKREEL_LLM_API_KEY), so the built-in rules understood "
        "this.",
        "语言模型服务不接受密钥（TALKREEL_LLM_API_KEY），这句话由内置规则理解。",
    ),
    "note.model_unknown": (
        "The service does not have the language model that TALKREEL_LLM names, so the built-in rules understood this.",
        "服务中没有 TALKREEL_LLM 所指的语言模型，这句话由内置规则理解。",
    ),
    "note.model_unreachable": (
        "The language model's service failed or could not be reached, so the built-in rules understood this.",
        "语言模型服务出错或无法连接，这句话由内置规则理解。",
    ),
    "note.model_invalid": (
        "The language model's answer was not a valid edit, so the built-in rules understood this.",
        "语言模型的回答不是有效的编辑，这句话由内置规则理解。",
    ),
    "error.llm_missing": (
        'A language model is set (TALKREEL_LLM), but what asks it is not installed: pip install "talkreel[llm]"',
        '已设置语言模型（TALKREEL_LLM），但缺少调用它的组件：pip install "talkreel[llm]"',
    ),
    "error.llm_provider_missing": (
        'What asks the provider "{provider}" is not installed: pip install "pydantic-ai-slim[{provider}]"',
        '缺少调用“{provider}”的组件：pip install "pydantic-ai-slim[{provider}]"',
    ),
    "error.llm_setting": (
        "TALKREEL_LLM={llm} names no language model that can be asked: {detail}",
        "TALKREEL_LLM={llm} 不是可用的语言模型：{detail}",
    ),
}
