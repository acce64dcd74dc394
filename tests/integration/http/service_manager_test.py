"""What systemd hears from filon-searchd, and the socket it may hold for it: the test plays the manager."""
import contextlib
import http.client
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

import filon

WRAPPER = 'exec 3<&"$1"; shift; LISTEN_PID=$$ LISTEN_FDS=$LISTEN_COUNT exec "$@"'


class Manager:
    """A notify socket, and a daemon that is told of it."""

    def __init__(self, index, environment=None, listeners=()):
        self.folder = tempfile.TemporaryDirectory(prefix="filon-manager-")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(pathlib.Path(self.folder.name) / "notify"))
        self.socket.settimeout(60)
        command = [os.environ["FILON_SEARCHD"], "--index", index, "--listen", "127.0.0.1:0"]
        if listeners:
            command = ["sh", "-c", WRAPPER, "sh", str(listeners[0].fileno()), *command]
        self.errors = open(pathlib.Path(self.folder.name) / "stderr", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            command, stderr=self.errors, pass_fds=[each.fileno() for each in listeners],
            env={**os.environ, "NOTIFY_SOCKET": self.socket.getsockname(),
                 "LISTEN_COUNT": str(len(listeners)), **(environment or {})})

    def told(self):
        return self.socket.recv(4096).decode().splitlines()

    def told_until(self, line):
        said = []
        while line not in said:
            said += self.told()
        return said

    def port(self):
        said = self.told_until("READY=1")
        [status] = [line for line in said if line.startswith("STATUS=")]
        return int(status.rsplit(":", 1)[1])

    def end(self):
        self.process.kill()
        self.process.wait()
        self.errors.close()
        self.socket.close()
        self.folder.cleanup()


def health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", "/healthz")
        return connection.getresponse().status


class ServiceManager(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = filon.Index()
        cls.index.build(filon.DEMO_SOURCES)

    @classmethod
    def tearDownClass(cls):
        cls.index.remove()

    def manager(self, **settings):
        manager = Manager(self.index.path, **settings)
        self.addCleanup(manager.end)
        return manager

    def test_hears_that_the_daemon_is_ready_and_that_it_stops(self):
        manager = self.manager()
        self.assertEqual(health(manager.port()), 200)
        manager.process.send_signal(signal.SIGTERM)
        manager.told_until("STOPPING=1")
        self.assertEqual(manager.process.wait(60), 0)

    def test_hears_of_a_daemon_that_answers_and_no_more_of_one_that_hangs(self):
        manager = self.manager(environment={"WATCHDOG_USEC": "1000000"})
        manager.port()
        for _ in range(3):
            manager.told_until("WATCHDOG=1")
        manager.process.send_signal(signal.SIGSTOP)
        manager.socket.settimeout(2)
        with self.assertRaises(TimeoutError):
            while True:  # what was sent before it stopped
                manager.told()

    def test_hands_its_socket_over(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            manager = self.manager(listeners=[listener])
            port = listener.getsockname()[1]
            self.assertEqual(manager.port(), port)
            self.assertEqual(health(port), 200)

    def test_is_told_what_is_wrong_with_the_sockets_it_hands_over(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, \
                socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
            for listeners, said in (((listener, listener), "the manager passes 2 sockets"),
                                    ((other,), "no listening TCP socket")):
                with self.subTest(said):
                    manager = self.manager(listeners=listeners)
                    self.assertEqual(manager.process.wait(60), 2)
                    manager.errors.seek(0)
                    self.assertIn(said, manager.errors.read())


if __name__ == "__main__":
    unittest.main()
