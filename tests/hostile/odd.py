"""What is no file: a pipe, a link to itself."""
import os

from stock import made


@made("odd-pipe/bomen.gpkg")
def pipe(path):
    os.mkfifo(path)


@made("odd-folder/bgt.gml")
def pipe_in_folder(path):
    os.mkfifo(path)


@made("odd-loop/bomen.gpkg")
def loop(path):
    os.symlink(os.path.basename(path), path)
