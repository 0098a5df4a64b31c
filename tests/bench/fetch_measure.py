#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fetch_measure.py - run commands in turns and compare what they took

usage: fetch_measure.py ROUNDS NAME INPUT COMMAND [NAME INPUT COMMAND]...

Each COMMAND is a shell line that reads INPUT (also named by $IN); the folder $OUT is new and empty
for each run. Each round begins with another COMMAND, so that none always gets fresh memory. Prints,
for each, the median of the wall time, of the CPU time (user and system, of all it started) and of
the peak memory, the spread of the CPU time over the rounds, and the CPU time in relation to the
first.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def run(line, name):
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None
    out = tempfile.mkdtemp(dir=base)
    environment = dict(os.environ, OUT=out, IN=name)
    before = time.monotonic()
    process = subprocess.Popen(["sh", "-c", "exec " + line], stdin=open(name), env=environment,
                               stdout=open(out + "/stdout", "wb"), stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - before
    shutil.rmtree(out)
    if os.waitstatus_to_exitcode(status) not in (0, 8):
        print("# status %d: %s" % (os.waitstatus_to_exitcode(status), line))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    rounds, rest = int(sys.argv[1]), sys.argv[2:]
    commands = [rest[i:i + 3] for i in range(0, len(rest), 3)]
    taken = {name: [] for name, _, _ in commands}
    for name, source, line in commands:  # not counted: memory and caches come to rest
        if rounds > 1:
            run(line, source)
    for turn in range(rounds):
        at = turn % len(commands)
        for name, source, line in commands[at:] + commands[:at]:
            taken[name].append(run(line, source))
    first = None
    for name, _, _ in commands:
        wall, cpu, memory = (statistics.median(column) for column in zip(*taken[name]))
        first = first or cpu
        spread = [cpu for _, cpu, _ in taken[name]]
        print("%-16s wall %6.2f s   CPU %5.2f s (%.2f to %.2f)   peak %5.1f MiB   CPU of it / ours %.2f"
              % (name, wall, cpu, min(spread), max(spread), memory, cpu / first))


main()
