"""Runs a command and prints what it took: seconds, CPU seconds, and the memory of its largest process in KiB.

The CPU seconds are those of the command and of all that it starts. This is a program of its own, and a small
one, because a new process is counted with the memory of the one that it came from.
"""
import resource
import subprocess
import sys
import time

start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(wall, use.ru_utime + use.ru_stime, use.ru_maxrss // (1024 if sys.platform == "darwin" else 1))
sys.exit(code)
