// Links to our own pages are followed in the page that is open. Streamlit opens one in a text in
// another tab, where a session begins anew; and one of its own that leads to the page it stands
// on changes what is shown, but not the address, so that the next click forgets it.
// To it this looks as if the reader had gone back or forward, which it knows how to follow.
(() => {
  "use strict";

  const TEXT = '[data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]';
  const BACK = "?back=1";
  const PAGE_LINK = "stPageLink-NavLink";

  // With a key held, or another button, the reader asks for a tab or a window: that is theirs.
  const isPlain = (click) =>
    click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);

  function isOurs(link) {
    if (link.origin !== location.origin) return false;
    if (link.dataset.testid === PAGE_LINK) {
      // The first page has no name: its address begins with what is asked of it.
      const named = /^[^?#]/.test(link.getAttribute("href"));
      return named && link.pathname === location.pathname;
    }
    return link.target === "_blank" && !link.download && link.closest(TEXT) !== null;
  }

  function follow(click) {
    const link = click.target.closest?.("a[href]");
    if (!link || !isPlain(click) || !isOurs(link)) return;
    click.preventDefault();
    click.stopImmediatePropagation();
    const elsewhere = link.pathname !== location.pathname;
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (elsewhere) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }

  // Who goes back to an address without choices wants the page as it was; who opens it from the
  // menu, with what was chosen since. To Streamlit both are a page, so the way back is marked in
  // the address while it reads that (pages/parts/memory.py).
  function returned(event) {
    if (!event.isTrusted || location.search) return;
    const plain = location.href;
    history.replaceState(history.state, "", location.pathname + BACK);
    // Whatever else asks for a run at that moment is asked together with it, by the same address.
    setTimeout(() => {
      if (location.search === BACK) history.replaceState(history.state, "", plain);
    }, 500);
  }

  addEventListener("click", follow, { capture: true });
  addEventListener("popstate", returned, { capture: true });
})();
