"""What the kernel holds a guarded process to, whoever it runs as. Each part that the system lacks is passed over.

capabilities   none are left, and none can be won
Landlock       files: those named may be read, nothing else be opened, made, changed or run; no TCP; no signals out
seccomp        no new processes or programs, no sockets, no mounts, no other process's memory, no owner or mode changed
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_SET_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_CAPABILITIES_3 = 0x20080522

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every machine
_VERSION_ONLY, _BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = (13, 14, 15, 15, 16)  # how many rights over files each version of Landlock knows
_NETWORK_FROM, _SCOPES_FROM = 4, 6
_TCP, _SCOPES = 3, 3  # bind and connect; abstract sockets and signals

# Classic BPF, as linux/filter.h and linux/seccomp.h name it.
_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _REFUSE, _UNKNOWN, _END = 0x7FFF0000, 0x00050000 | 13, 0x00050000 | 38, 0x80000000  # EACCES, ENOSYS
_NUMBER_AT, _MACHINE_AT, _FIRST_AT = 0, 4, 16
_CLONE_THREAD = 0x10000
_X32 = 0x40000000

# Calls that no decoder needs: x86-64, AArch64 (-1: it has none).
_REFUSED = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "sendmsg": (46, 211),
    "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsmount": (432, 432),
    "mount_setattr": (442, 442), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, -1), "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "fremovexattr": (199, 16), "utimensat": (280, 88), "mknod": (133, -1),
    "mknodat": (259, 33),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224), "acct": (163, 89), "syslog": (103, 116), "quotactl": (179, 60), "sethostname": (170, 161),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "setpriority": (141, 140),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "setsid": (112, 157), "setpgid": (109, 154),
}  # fmt: skip
_CLONE, _CLONE3 = (56, 220), (435, 435)
_KILL_OR_TGKILL, _PRLIMIT = ((62, 129), (234, 131)), (302, 261)  # of itself only: abort() needs them
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def shield(readable: Iterable[Path]) -> frozenset[str]:
    """Put this process, and what it may start, under all of it for good. Which parts hold: "caps", "files", "calls"."""
    if sys.platform != "linux":
        return frozenset()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return frozenset()
    parts = {
        "caps": _without_capabilities(libc),
        "files": _only_reading(libc, readable),
        "calls": _only_harmless_calls(libc),
    }
    return frozenset(name for name, held in parts.items() if held)


def _without_capabilities(libc: ctypes.CDLL) -> bool:
    head = ctypes.create_string_buffer(struct.pack("<Ii", _CAPABILITIES_3, 0))
    return libc.capset(head, ctypes.create_string_buffer(24)) == 0


def _only_reading(libc: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    version: int = libc.syscall(_CREATE_RULESET, None, 0, _VERSION_ONLY)
    if version < 1:
        return False
    rights: int = (1 << _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]) - 1
    handled = struct.pack(
        "<QQQ", rights, _TCP if version >= _NETWORK_FROM else 0, _SCOPES if version >= _SCOPES_FROM else 0
    )
    size = 24 if version >= _SCOPES_FROM else 16 if version >= _NETWORK_FROM else 8
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.create_string_buffer(handled, 24), size, 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _may_be_read(libc, ruleset, path)
        return libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _may_be_read(libc: ctypes.CDLL, ruleset: int, path: Path) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE
        rule = ctypes.create_string_buffer(struct.pack("<Qi", rights, opened), 12)
        libc.syscall(_ADD_RULE, ruleset, _BENEATH, rule, 0)
    finally:
        os.close(opened)


def _only_harmless_calls(libc: ctypes.CDLL) -> bool:
    machine = _MACHINES.get(platform.machine())
    if machine is None or struct.calcsize("P") != 8:
        return False
    code = _filter(*machine)
    program = struct.pack("@HxxxxxxP", len(code) // 8, ctypes.addressof(kept := ctypes.create_string_buffer(code)))
    held = libc.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.create_string_buffer(program), 0, 0) == 0
    del kept
    return held


def _filter(column: int, machine: int) -> bytes:
    """The program that looks at each call: its machine, its number, of some the first argument."""
    refused = sorted(numbers[column] for numbers in _REFUSED.values() if numbers[column] >= 0)
    code = [
        _step(_LOAD, _MACHINE_AT), _step(_EQUAL, machine, 1, 0), _step(_RETURN, _END), _step(_LOAD, _NUMBER_AT),
    ]  # fmt: skip
    if column == 0:
        code += [_step(_SET, _X32, 0, 1), _step(_RETURN, _REFUSE)]
    for number in refused:
        code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE)]
    code += [_step(_EQUAL, _CLONE3[column], 0, 1), _step(_RETURN, _UNKNOWN)]  # the C library then takes clone
    code += [
        _step(_EQUAL, _CLONE[column], 0, 4),
        _step(_LOAD, _FIRST_AT), _step(_SET, _CLONE_THREAD, 1, 0), _step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW),
    ]  # fmt: skip
    for numbers, itself in (*((call, os.getpid()) for call in _KILL_OR_TGKILL), (_PRLIMIT, 0)):
        code += [
            _step(_EQUAL, numbers[column], 0, 4),
            _step(_LOAD, _FIRST_AT), _step(_EQUAL, itself, 1, 0), _step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW),
        ]  # fmt: skip
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _step(what: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", what, if_so, if_not, value)
