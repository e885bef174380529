"""Sentences about drawing."""

SENTENCES: dict[str, tuple[str, str]] = {
    "doctor.kernels": ("Picture kernels", "画面内核"),
    "doctor.kernels_native": ("{name} (also here: {others})", "{name}（另有：{others}）"),
    "doctor.kernels_numpy": (
        "NumPy only, which gives the same films several times slower. Install a C compiler (Debian or Ubuntu: "
        "apt install gcc), then run: {python} -m talkreel.draw.kernels.build",
        "仅有 NumPy：影片相同，但慢数倍。请安装 C 编译器（Debian 或 Ubuntu：apt install gcc），"
        "然后运行：{python} -m talkreel.draw.kernels.build",
    ),
    "error.kernels_absent": (
        "TALKREEL_KERNELS is {name}, which does not run here. These do: {have}. Leave it empty for the best.",
        "TALKREEL_KERNELS 设为 {name}，但此处无法运行。可用的有：{have}。留空则自动选择最佳。",
    ),
    "error.lut_unreadable": (
        "{path} is not a colour table in the .cube format. Export it again as .cube from where it came.",
        "{path} 不是 .cube 格式的调色表。请从来源重新导出为 .cube。",
    ),
    "error.lut_size": (
        "The colour table {path} has the size {size}; it may be {least} to {most}. Export it in such a size.",
        "调色表 {path} 的尺寸为 {size}；可用尺寸为 {least} 到 {most}。请按可用尺寸重新导出。",
    ),
    "error.lut_length": (
        "The colour table {path} holds {found} colours and says {wanted}. It is damaged: export it again.",
        "调色表 {path} 含 {found} 个颜色，却标明 {wanted} 个。文件已损坏，请重新导出。",
    ),
}
