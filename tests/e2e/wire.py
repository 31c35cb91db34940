"""Speaks to a running server as no browser would: raw requests, forged messages of a page."""

import http.client
import socket
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

from access.cookies import SESSION
from tests.e2e.server import Server

PATIENCE = 60
MARK = "$$ID-"
XSRF = generate_xsrf_token_string()
"""What Streamlit asks of who puts a file: the same in a cookie and a header, made by anybody."""
NOTHING: Mapping[str, str] = {}


class Press:
    """The value of a button that is pressed."""


PRESS = Press()
Value = bool | str | FileUploaderState | Press


def asks(
    server: Server,
    path: str,
    method: str = "GET",
    token: str = "",
    body: bytes | None = None,
    headers: Mapping[str, str] = NOTHING,
) -> tuple[int, bytes]:
    """Ask over HTTP; return the status and the body."""
    cookie = {"Cookie": f"{SESSION}={token}; _streamlit_xsrf={XSRF}", "X-Xsrftoken": XSRF}
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)) as asked:
        asked.request(method, path, body, {**cookie, **headers})
        answer = asked.getresponse()
        return answer.status, answer.read()


def puts(server: Server, token: str, session: str, name: str, data: bytes) -> int:
    """Put a file into the memory of a page, as its uploader does; return the status."""
    edge = "edge-of-the-parts"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    status, _ = asks(
        server, f"/_stcore/upload_file/{session}/{name}", "PUT", token, body, headers=kind
    )
    return status


def streams(server: Server, token: str, session: str, *, megabytes: int, says: bool) -> int:
    """Send a body that is long, and says so or not; return the status, however far it got."""
    head = [
        f"PUT /_stcore/upload_file/{session}/long HTTP/1.1",
        f"Host: {urlsplit(server.url).netloc}",
        f"Cookie: {SESSION}={token}; _streamlit_xsrf={XSRF}",
        f"X-Xsrftoken: {XSRF}",
        "Content-Type: multipart/form-data; boundary=edge",
        f"Content-Length: {megabytes * 2**20}" if says else "Transfer-Encoding: chunked",
    ]
    part = b'--edge\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as sent:
        sent.sendall("\r\n".join([*head, "", ""]).encode())
        try:
            for chunk in (part, *([b"x" * 2**20] * megabytes)):
                sent.sendall(chunk if says else b"%x\r\n%b\r\n" % (len(chunk), chunk))
        except ConnectionError:
            # It has answered already and listens no more.
            pass
        return int(sent.recv(12).split()[1])


def chosen(name: str, size: int) -> FileUploaderState:
    """Return what an uploader says of a file that was put."""
    file = UploadedFileInfo(name=name, size=size, file_id=name)
    return FileUploaderState(uploaded_file_info=[file])


@dataclass
class Wire:
    """A page opened over a raw websocket: what it shows, and messages nobody clicked."""

    server: Server
    token: str
    page: str
    query: str = ""
    session: str = ""
    """The session of Streamlit's; one that is named before opening is asked to be taken up."""
    ids: dict[str, str] = field(default_factory=dict)
    """The name that a widget has on the wire, by the key it has in the page."""
    files: dict[str, str] = field(default_factory=dict)
    """The name of a file that is made once it is asked for, by the key of its button."""
    alerts: list[str] = field(default_factory=list)
    heard: bytes = b""
    """What the page says aloud, and everything that came over the wire."""

    def __enter__(self) -> Self:
        dialled = connect(
            self.server.url.replace("http", "ws") + "/_stcore/stream",
            additional_headers={"Cookie": f"{SESSION}={self.token}; _streamlit_xsrf={XSRF}"},
            subprotocols=[Subprotocol(s) for s in ("streamlit", XSRF, self.session) if s],
            max_size=None,
            open_timeout=PATIENCE,
        )
        with ExitStack() as stack:
            self._socket: ClientConnection = stack.enter_context(dialled)
            self.runs()
            self._close = stack.pop_all().close
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._close()

    def runs(self, others: Mapping[str, str] = NOTHING, **states: Value) -> Self:
        """Run the page with these states; a widget it does not show has its name from others."""
        names = {**others, **self.ids}
        # A field that one who is signed in cannot type into has another key.
        typed = states | {f"{key}_signed_in": value for key, value in states.items()}
        made = [_state(names[key], value) for key, value in typed.items() if key in names]
        client = ClientState(query_string=self.query, page_name=self.page)
        client.widget_states.CopyFrom(WidgetStates(widgets=made))
        self._socket.send(BackMsg(rerun_script=client).SerializeToString())
        while not self._ended(self._heard()):
            continue
        return self

    def makes(self, key: str) -> str:
        """Press a button that makes a file; return the path it can be fetched from."""
        asked = BackendOperationRequest(request_id="1", session_id=self.session)
        asked.deferred_file.file_id = self.files[key]
        self._socket.send(BackMsg(backend_operation_request=asked).SerializeToString())
        while (heard := self._heard()).WhichOneof("type") != "backend_operation_response":
            continue
        return heard.backend_operation_response.deferred_file.url

    def _heard(self) -> ForwardMsg:
        message = ForwardMsg()
        came = bytes(self._socket.recv(timeout=PATIENCE, decode=False))
        self.heard += came
        message.ParseFromString(came)
        return message

    def _ended(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "delta":
            self._note(message.delta)
        return (
            kind == "script_finished"
            and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        )

    def _note(self, delta: Delta) -> None:
        element = delta.new_element if delta.HasField("new_element") else delta.add_block
        shown = element.WhichOneof("type")
        widget = getattr(element, shown) if shown else None
        if shown == "alert":
            self.alerts.append(element.alert.body)
        name = getattr(widget, "id", "")
        if name.startswith(MARK):
            key = name.split("-", 2)[2]
            self.ids[key] = name
            self.files[key] = getattr(widget, "deferred_file_id", "")


def _state(name: str, value: Value) -> WidgetState:
    if isinstance(value, Press):
        return WidgetState(id=name, trigger_value=True)
    if isinstance(value, bool):
        return WidgetState(id=name, bool_value=value)
    if isinstance(value, str):
        return WidgetState(id=name, string_value=value)
    return WidgetState(id=name, file_uploader_state_value=value)
