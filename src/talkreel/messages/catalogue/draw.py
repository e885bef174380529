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
}
