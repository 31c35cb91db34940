"""A browser in front of the gate: it keeps cookies, and goes where it is led when told to."""

from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from access.cookies import FORM, SESSION
from access.gate import Gate
from tests.access.asked import BROWSER, Answer, asked

HOME = "https://so-lieu.example.vn"


class Browser:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.cookies: dict[str, str] = {}
        self.at = HOME

    def opens(self, address: str) -> Answer:
        """Open an address of ours; where its answer leads to is looked at, not followed."""
        return self._asks(address, "GET", b"")

    def fills_in(self, address: str, **form: str) -> Answer:
        self.opens(address)
        return self._asks(address, "POST", urlencode({"form": self.cookies[FORM], **form}).encode())

    def led_to(self, answer: Answer) -> str:
        """Return where an answer leads, as a browser reads it."""
        assert answer.status == 303, answer.body
        return urljoin(self.at, answer.headers["location"])

    def reads(self, answer: Answer) -> str:
        """Return the page that an answer leads to, which is one of ours."""
        to = self.led_to(answer)
        assert to.startswith(f"{HOME}/")
        return self.opens(to).body.decode()

    @property
    def session(self) -> str:
        return self.cookies.get(SESSION, "")

    def _asks(self, address: str, method: str, body: bytes) -> Answer:
        self.at = urljoin(HOME, address)
        path = self.at.removeprefix(HOME)
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**BROWSER, "cookie": held}
        answer = asked(self._gate, path, method=method, headers=headers, body=body, scheme="https")
        for cookie in answer.cookies:
            self._keep(cookie)
        return answer

    def _keep(self, cookie: str) -> None:
        for name, morsel in SimpleCookie(cookie).items():
            self.cookies[name] = morsel.value
            if morsel["max-age"] == "0":
                del self.cookies[name]


def asked_for(url: str) -> dict[str, str]:
    """Return what stands in an address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
