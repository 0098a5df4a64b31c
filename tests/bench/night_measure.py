#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""night_measure.py - run a command and say what it and all that it started took

usage: night_measure.py COMMAND [ARGUMENT...]

Prints one line of JSON: wall and CPU seconds, the peak of the memory of all its processes together
in MiB (shared pages counted once: PSS), and the CPU seconds by program. The sums of CPU are the
kernel's; the share of programs is sampled, ten times a second, and lacks their last moments.
"""
import json
import os
import subprocess
import sys
import time

TICK = os.sysconf("SC_CLK_TCK")


def processes():
    """Parents and CPU seconds of every process, by id."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid) as stat:
                text = stat.read()
        except OSError:
            continue
        name = text[text.index("(") + 1:text.rindex(")")]
        rest = text[text.rindex(")") + 2:].split()
        found[int(pid)] = (int(rest[1]), name, (int(rest[11]) + int(rest[12])) / TICK)
    return found


def family(found, root):
    members = {root} if root in found else set()
    for _ in range(4):  # the driver, its stages, their workers
        members |= {pid for pid, (parent, _, _) in found.items() if parent in members}
    return members


def memory(pid):
    try:
        with open("/proc/%d/smaps_rollup" % pid) as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


began = time.monotonic()
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
peak, spent = 0, {}
while True:
    pid, status, usage = os.wait4(process.pid, os.WNOHANG)
    if pid:
        break
    found = processes()
    members = family(found, process.pid)
    peak = max(peak, sum(memory(pid) for pid in members))
    for member in members:
        spent[member] = found[member][1:]
    time.sleep(0.1)
programs = {}
for name, seconds in spent.values():
    programs[name] = programs.get(name, 0) + seconds
print(json.dumps({"status": os.waitstatus_to_exitcode(status), "wall": time.monotonic() - began,
                  "cpu": usage.ru_utime + usage.ru_stime, "memory": peak / 1024, "programs": programs}))
