// Keeps a page up to date: puts the parts that the server sends into their places, and says so when
// nothing comes any more. Without it everything works, only not by itself.
"use strict";
(() => {
  const SILENCE_MILLIS = 25000; // three beats were missed
  const RETRY_MILLIS = 3000;
  const live = document.getElementById("live");
  const parts = document.querySelectorAll("[data-live]");
  let source = null;
  let heardAt = performance.now();

  function tell(state) {
    if (live && live.dataset.liveState !== state) {
      live.dataset.liveState = state;
      live.textContent = state === "on" ? document.body.dataset.liveOn : document.body.dataset.liveLost;
      if (state === "lost") {
        document.getElementById("news").textContent = document.body.dataset.liveLost;
      }
    }
  }

  // Somebody is in the middle of it: their place and their open details stay.
  function put(part, html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const shown = document.createElement("template");
    shown.innerHTML = part.innerHTML;
    shown.content.querySelectorAll("details").forEach((it) => it.removeAttribute("open"));
    if (shown.innerHTML === fresh.innerHTML) {
      return;
    }
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const key = active && active.getAttribute("href");
    const isRegion = active && active.matches(".scroll");
    const open = [...part.querySelectorAll("details")].map((it) => it.open);
    part.replaceChildren(fresh.content);
    [...part.querySelectorAll("details")].forEach((it, index) => (it.open = open[index] === true));
    if (key) {
      const again = [...part.querySelectorAll("a[href]")].find((it) => it.getAttribute("href") === key);
      (again || document.getElementById("main")).focus({ preventScroll: true });
    } else if (isRegion) {
      part.querySelector(".scroll")?.focus({ preventScroll: true });
    }
  }

  function listen() {
    const page = location.pathname + location.search;
    source = new EventSource("/live?page=" + encodeURIComponent(page));
    const heard = () => {
      heardAt = performance.now();
      tell("on");
    };
    source.addEventListener("beat", heard);
    source.addEventListener("part", (event) => {
      heard();
      const part = document.getElementById(event.lastEventId);
      if (part) {
        put(part, event.data);
      }
    });
    source.addEventListener("over", () => {
      source.close();
      location.assign("/sign-in?told=over&next=" + encodeURIComponent(page));
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(listen, RETRY_MILLIS);
      }
    };
  }

  if (live && parts.length > 0) {
    listen();
    setInterval(() => {
      if (performance.now() - heardAt > SILENCE_MILLIS) {
        tell("lost");
      }
    }, RETRY_MILLIS);
    addEventListener("pagehide", () => source && source.close());
    addEventListener("pageshow", (event) => event.persisted && listen());
  }

  for (const file of document.querySelectorAll("input[type=file][data-into]")) {
    file.addEventListener("change", async () => {
      document.getElementById(file.dataset.into).value = file.files[0] ? await file.files[0].text() : "";
    });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      document.getElementById("q")?.focus();
      event.preventDefault();
    }
  });
})();
