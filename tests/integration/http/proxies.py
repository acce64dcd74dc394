"""Debian's nginx and HAProxy with the shipped configurations, on free ports of the loopback."""
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import tempfile

from filon import ROOT, eventually

PROXY = ROOT / "packaging" / "proxy"


def replaced(text, *pairs):
    """The shipped text with what a test must change; each change must be there to be made."""
    for pattern, new in pairs:
        text, count = re.subn(pattern, new, text, flags=re.MULTILINE)
        if not count:
            raise AssertionError(f"the configuration holds no {pattern}")
    return text


class Proxy:
    """Runs one until stop(); `port` speaks TLS with a certificate of its own, `plain_port` does not."""

    program = ""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="filon-proxy-"))
        self.folder.chmod(0o755)
        self.listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        self.plain_port, self.port = (listener.getsockname()[1] for listener in self.listeners)
        self.make_certificate(self.folder)
        self.process = None

    @staticmethod
    def make_certificate(folder):
        """key.pem and cert.pem, of itself."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=annuaire.example", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                       check=True, capture_output=True)

    @classmethod
    def is_here(cls):
        return shutil.which(cls.program, path=os.environ["PATH"] + ":/usr/sbin") is not None

    def start(self, command, environment=None):
        self.errors = open(self.folder / "stderr", "w+")
        self.process = subprocess.Popen(
            command, stdout=self.errors, stderr=self.errors, env={**os.environ, **(environment or {})},
            pass_fds=[listener.fileno() for listener in self.listeners])
        # Their sockets listen already; that they answer is seen by asking.
        try:
            eventually(self.answers)
        except AssertionError:
            self.stop()
            raise

    def answers(self):
        if self.process.poll() is not None:
            self.errors.flush()
            raise AssertionError(f"{self.program} ended: " + (self.folder / "stderr").read_text())
        try:
            with self.connect():
                return True
        except OSError:
            return False

    def connect(self, source="127.0.0.1"):
        """A TLS connection from that address of the loopback."""
        context = ssl.create_default_context(cafile=self.folder / "cert.pem")
        context.check_hostname = False
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(source, 0))
        return context.wrap_socket(plain)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.errors.close()
        for listener in self.listeners:
            listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Nginx(Proxy):
    program = "nginx"

    def __init__(self, backend_port):
        super().__init__()
        folder = self.folder
        (folder / "filon-proxy.conf").write_text((PROXY / "nginx-proxy.conf").read_text())
        (folder / "site.conf").write_text(replaced(
            (PROXY / "nginx.conf").read_text(), (r"listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            (r"listen 443 ", f"listen 127.0.0.1:{self.port} "), (r"127\.0\.0\.1:8080", f"127.0.0.1:{backend_port}"),
            (r"/etc/ssl/filon/fullchain\.pem", f"{folder}/cert.pem"),
            (r"/etc/ssl/filon/privkey\.pem", f"{folder}/key.pem"),
            (r"/var/log/nginx/", f"{folder}/"), (r"/etc/nginx/", f"{folder}/")))
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n"
                            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}\npid {folder}/pid;\nerror_log {folder}/error.log;\nworker_processes 1;\nevents {{}}\n"
            f"http {{\n{temporary}include {folder}/site.conf;\n}}\n")
        # Sockets handed over as in its own upgrade: it takes the one whose address it is to listen on.
        self.start(["nginx", "-c", folder / "nginx.conf", "-p", folder, "-g", "daemon off;"],
                   {"PATH": os.environ["PATH"] + ":/usr/sbin",
                    "NGINX": "".join(f"{listener.fileno()};" for listener in self.listeners)})

    def log(self):
        return (self.folder / "filon.log").read_text()


class HaProxy(Proxy):
    program = "haproxy"

    def __init__(self, backend_ports):
        super().__init__()
        folder = self.folder
        (folder / "filon.pem").write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
        self.logs = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.logs.bind(("127.0.0.1", 0))
        plain, tls = (listener.fileno() for listener in self.listeners)
        servers = [f"    server s{number} 127.0.0.1:{port}" for number, port in enumerate(backend_ports)]
        (folder / "haproxy.cfg").write_text(replaced(
            (PROXY / "haproxy.cfg").read_text(), (r"bind :80$", f"bind fd@{plain}"),
            (r"bind :443 ", f"bind fd@{tls} "), (r"/etc/haproxy/filon\.pem", f"{folder}/filon.pem"),
            (r"/dev/log", f"127.0.0.1:{self.logs.getsockname()[1]}"), (r"^    (user|group) haproxy\n", ""),
            (r"^    server un .*8080$", "\n".join(servers)),
            (r"^    server un .*track.*$", "\n".join(f"{server} track filon/s{number}"
                                                     for number, server in enumerate(servers)))))
        self.start(["haproxy", "-W", "-db", "-f", folder / "haproxy.cfg"],
                   {"PATH": os.environ["PATH"] + ":/usr/sbin"})

    def log(self):
        """The lines that came since the last call."""
        lines = ""
        self.logs.settimeout(0.5)
        try:
            while True:
                lines += self.logs.recv(65536).decode() + "\n"
        except TimeoutError:
            return lines

    def stop(self):
        super().stop()
        self.logs.close()
