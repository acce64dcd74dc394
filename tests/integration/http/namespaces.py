"""Hosts of a small network on this machine: each is a network namespace on one bridge, with an address of its own."""
import ctypes
import os
import shutil
import subprocess
import threading

CLONE_NEWNET = 0x40000000


def why_not():
    """Why namespaces cannot be made here; None when they can."""
    if os.getuid() != 0:
        return "network namespaces need root"
    if not shutil.which("ip"):
        return "ip (Debian: iproute2) is not installed"
    name = f"filon-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True)
    if made.returncode != 0:
        return "this machine does not let us make network namespaces: " + made.stderr.strip()
    subprocess.run(["ip", "netns", "del", name], check=True)
    return None


def ip(*arguments):
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"ip {' '.join(arguments)}: {done.stderr}")


class Network:
    """`front` is the host the bridge is in, 10.77.0.1; others join with host()."""

    def __init__(self):
        self.prefix = f"filon-{os.getpid()}"
        self.names = []
        self.front = self._add("front")
        ip("-n", self.front, "link", "add", "bridge", "type", "bridge")
        ip("-n", self.front, "address", "add", "10.77.0.1/24", "dev", "bridge")
        ip("-n", self.front, "link", "set", "bridge", "up")

    def _add(self, name):
        full = f"{self.prefix}-{name}"
        ip("netns", "add", full)
        self.names.append(full)
        ip("-n", full, "link", "set", "lo", "up")
        return full

    def host(self, name, last):
        """A host 10.77.0.`last`; gives its namespace."""
        full = self._add(name)
        ip("-n", self.front, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", full)
        ip("-n", self.front, "link", "set", name, "master", "bridge")
        ip("-n", self.front, "link", "set", name, "up")
        ip("-n", full, "address", "add", f"10.77.0.{last}/24", "dev", "eth0")
        ip("-n", full, "link", "set", "eth0", "up")
        return full

    def cut(self, name):
        ip("-n", self.front, "link", "set", name, "down")

    def mend(self, name):
        ip("-n", self.front, "link", "set", name, "up")

    def remove(self):
        for name in self.names:
            subprocess.run(["ip", "netns", "del", name], check=False)


def inside(namespace, command):
    """The command as one of that host."""
    return ["ip", "netns", "exec", namespace, *command]


class HostThread(threading.Thread):
    """A thread whose sockets are those of a host."""

    def __init__(self, namespace, work):
        super().__init__()
        self.namespace, self.work, self.error = namespace, work, None

    def run(self):
        try:
            with open(f"/run/netns/{self.namespace}") as handle:
                if ctypes.CDLL(None, use_errno=True).setns(handle.fileno(), CLONE_NEWNET) != 0:
                    raise OSError(ctypes.get_errno(), "setns")
            self.work()
        except BaseException as error:  # told by the thread that joins
            self.error = error

    def result(self):
        self.join()
        if self.error:
            raise self.error
