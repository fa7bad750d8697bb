"""What the makers of files share: where they are registered, where the traps are."""
import os

makers = []
_traps = []


def made(name):
    """Registers a function that makes the file `name` ("folder/file") at the path it is given."""
    def register(function):
        makers.append((name, function))
        return function
    return register


def secret_path():
    return _traps[0]


def port():
    return _traps[1]


def make_all(folder, *traps):
    _traps[:] = traps
    for name, function in makers:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        function(path)


def put(path, content):
    with open(path, "wb") as file:
        file.write(content)
