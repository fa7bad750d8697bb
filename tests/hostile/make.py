"""make.py FOLDER SECRET PORT: fills FOLDER with the files of this test that are large, binary or
broken in a way that no editor keeps, and copies those of files/ there. SECRET is the path of a file
that must never be read, PORT one of this machine that must never be asked."""
import os
import shutil
import sys

import bases  # noqa: F401 (each registers its files)
import grids  # noqa: F401
import odd  # noqa: F401
import packed  # noqa: F401
import stock
import streets  # noqa: F401
import texts  # noqa: F401


def copy_kept(folder, secret, port):
    """@SECRET@ and @PORT@ in a kept file are replaced."""
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files")
    for name in sorted(os.listdir(here)):
        shutil.copytree(os.path.join(here, name), os.path.join(folder, name))
        for file in os.listdir(os.path.join(folder, name)):
            path = os.path.join(folder, name, file)
            with open(path, "rb") as kept:
                content = kept.read()
            stock.put(path, content.replace(b"@SECRET@", secret.encode())
                      .replace(b"@PORT@", port.encode()))


def main():
    folder, secret, port = sys.argv[1:]
    copy_kept(folder, secret, port)
    stock.make_all(folder, secret, port)


if __name__ == "__main__":
    main()
