"""listen.py LOG: takes every connection to a free port of this machine and notes it; the port is
the first line on standard output. Ends with its standard input."""
import os
import socket
import sys
import threading


def take(server, log):
    while True:
        connection, _ = server.accept()
        with open(log, "ab") as file:
            file.write(connection.recv(200).split(b"\r")[0] + b"\n")
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nGEHEIM-7f3a")
        connection.close()


server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
threading.Thread(target=take, args=(server, sys.argv[1]), daemon=True).start()
sys.stdin.read()
os._exit(0)
