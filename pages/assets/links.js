// Links to our own pages are followed in the page that is open. Streamlit opens one in a text in
// another tab, where a session begins anew; and one of its own that leads to the page it stands
// on changes what is shown, but not the address, so that the next click forgets it.
// To it this looks as if the reader had gone back or forward, which it knows how to follow.
(() => {
  "use strict";

  const TEXT = '[data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"]';
  const PAGE_LINK = "stPageLink-NavLink";
  const SIDE = '[data-testid="stSidebarNavLink"]';
  const FOLDED = '[data-testid="stTopNavDropdownLink"]';
  const MENU = `${SIDE}, ${FOLDED}, [data-testid="stTopNavLink"]`;
  // What a reader chose for every page; pages/parts/choice.py reads it from the address.
  const SHARED = ["from", "to", "region", "province", "boundaries", "grain", "lang"];

  // With a key held, or another button, the reader asks for a tab or a window: that is theirs.
  const isPlain = (click) =>
    click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);

  // The menu knows nothing of the address: what was chosen on this page goes along to the next.
  function takesAlong(event) {
    const link = event.target.closest?.(MENU);
    if (!link) return;
    const there = new URLSearchParams(location.search);
    link.search = new URLSearchParams([...there].filter(([key]) => SHARED.includes(key)));
  }

  function isOurs(link) {
    if (link.origin !== location.origin) return false;
    if (link.matches(MENU)) return true;
    if (link.dataset.testid === PAGE_LINK) {
      // The first page has no name: its address begins with what is asked of it.
      const named = /^[^?#]/.test(link.getAttribute("href"));
      return named && link.pathname === location.pathname;
    }
    return link.target === "_blank" && !link.download && link.closest(TEXT) !== null;
  }

  function follow(click) {
    const link = click.target.closest?.("a[href]");
    if (!link || !isOurs(link)) return;
    if (!isPlain(click)) {
      // Streamlit's menu would open it here all the same.
      if (link.matches(MENU)) click.stopImmediatePropagation();
      return;
    }
    click.preventDefault();
    click.stopImmediatePropagation();
    const elsewhere = link.pathname !== location.pathname;
    push({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (elsewhere) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    closes(link);
  }

  // Streamlit closes a menu that was opened when one of its links is followed.
  function closes(link) {
    if (link.matches(FOLDED)) {
      link.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    } else if (link.matches(SIDE)) {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }
  }

  // A step back or forward is the reader's word on the address, and holds until the next. A run
  // begun before it would otherwise put its own page there, as a step that cuts off the way on.
  const push = history.pushState.bind(history);
  let stepped = false;
  history.pushState = (...entry) => {
    if (!stepped) push(...entry);
  };
  addEventListener("popstate", (event) => { stepped = event.isTrusted; }, { capture: true });
  for (const hand of ["pointerdown", "keydown"]) {
    addEventListener(hand, () => { stepped = false; }, { capture: true });
  }

  // A menu's link is also opened in a tab of its own, from the keyboard, or copied.
  for (const hand of ["pointerdown", "contextmenu", "click"]) {
    addEventListener(hand, takesAlong, { capture: true });
  }
  addEventListener("click", follow, { capture: true });
})();
