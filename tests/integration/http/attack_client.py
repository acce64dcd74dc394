"""A client that sends whatever bytes it is told to, and believes no answer that is not well formed."""
import re
import socket
import time

STATUS_LINE = re.compile(rb"HTTP/1\.1 ([1-5]\d\d) [A-Za-z][A-Za-z -]*$")


class Malformed(Exception):
    """An answer that is no HTTP, or not whole."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body


class Attacker:
    """One connection; `source` is an address of the loopback, since the guard caps connections by address."""

    def __init__(self, port, source="127.0.0.1", patience=20, receive_buffer=None):
        self.socket = socket.socket()
        self.socket.settimeout(patience)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.bind((source, 0))
        self.socket.connect(("127.0.0.1", port))
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """False when the server has closed already, as it may after a refusal."""
        try:
            self.socket.sendall(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def end(self):
        """No more will be sent."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.buffer += data
        return bool(data)

    def _take(self, size):
        while len(self.buffer) < size:
            if not self._more():
                raise Malformed(f"it ends {size - len(self.buffer)} bytes early")
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def _take_until(self, mark):
        while mark not in self.buffer:
            if not self._more():
                raise Malformed(f"it ends without {mark}: {self.buffer[:80]}")
        taken, self.buffer = self.buffer.split(mark, 1)
        return taken

    def read(self, has_body=True):
        """The next answer, None when the connection ends before it."""
        if not self.buffer and not self._more():
            return None
        lines = self._take_until(b"\r\n\r\n").split(b"\r\n")
        status_line = STATUS_LINE.match(lines[0])
        if not status_line:
            raise Malformed(f"no status line: {lines[0][:80]}")
        headers = {}
        for line in lines[1:]:
            name, colon, value = line.partition(b": ")
            if not colon or not name or b"\r" in value or b"\n" in value:
                raise Malformed(f"no header: {line[:80]}")
            headers[name.decode("ascii").lower()] = value.decode("latin-1")
        status = int(status_line[1])
        if status == 100:
            return self.read(has_body)
        return Answer(status, headers, self._body(status, headers) if has_body else b"")

    def _body(self, status, headers):
        if status in (204, 304):
            return b""
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(self._take_until(b"\r\n"), 16):
                body += self._take(size)
                self._take_until(b"\r\n")
            self._take_until(b"\r\n")
            return body
        if "content-length" not in headers:
            raise Malformed("neither a length nor chunks")
        return self._take(int(headers["content-length"]))

    def is_closed(self, seconds=5):
        """Whether the server ends the connection within the time, saying no more."""
        deadline = time.monotonic() + seconds
        self.socket.settimeout(seconds)
        try:
            while time.monotonic() < deadline:
                if self.buffer:
                    return False
                if not self._more():
                    return True
        except TimeoutError:
            pass
        return False


def request(method, target, headers="", body=b"", version="HTTP/1.1"):
    return f"{method} {target} {version}\r\nHost: filon\r\n{headers}\r\n".encode() + body


def post(target, body, content_type="application/json", headers=""):
    return request("POST", target, f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
                   + headers, body)
