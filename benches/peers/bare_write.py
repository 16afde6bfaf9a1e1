"""Writes files of the same names and sizes as those of a folder, and does nothing else: the floor of any build.

    python3 bare_write.py LIST FOLDER      LIST has a size and a path in each line
"""
import os
import sys

entries = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
ground = b"x" * max(int(size) for size, _ in entries)
made = set()
for size, name in entries:
    path = os.path.join(sys.argv[2], name)
    folder = os.path.dirname(path)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    file = os.open(path, os.O_CREAT | os.O_WRONLY, 0o644)
    os.write(file, memoryview(ground)[: int(size)])
    os.close(file)
