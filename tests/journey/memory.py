"""A running program's memory, as somebody with the machine's keys could take it."""
import mmap
import shutil
import subprocess


def image_of(pid, path):
    """A core dump of the program, which goes on; None where nobody may take one."""
    if not shutil.which("gcore"):
        return None
    subprocess.run(["gcore", "-o", str(path), str(pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = path.with_name(f"{path.name}.{pid}")
    return taken if taken.exists() else None


def count(image, text):
    """How often the text stands there, in UTF-8, UTF-16 or UTF-32."""
    found = 0
    with open(image, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bytes_of:
        for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
            wanted = text.encode(encoding)
            at = bytes_of.find(wanted)
            while at >= 0:
                found += 1
                at = bytes_of.find(wanted, at + 1)
    return found
