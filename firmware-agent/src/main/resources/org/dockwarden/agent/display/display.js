// Keeps the page up to date: puts texts that the dock sends into their places, and says plainly
// when nothing comes any more. All words come from the dock.
"use strict";
(() => {
  const SILENCE_MILLIS = 6000; // three beats of the dock were missed
  const RETRY_MILLIS = 2000;
  const NEWS_MILLIS = 3000;
  const WARN_SECONDS = 100; // nobody has touched the screen
  const AWAY_SECONDS = 120;

  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const detail = byId("detail");
  const team = byId("team");
  const bays = new Map();
  const news = [];
  let source = null;
  let heardAt = performance.now();
  let touchedAt = performance.now();
  let shownBay = null;

  function put(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function list(parent, lines, decorate) {
    const items = lines.map((line) => {
      const item = document.createElement("li");
      decorate(item, line);
      return item;
    });
    parent.replaceChildren(...items);
  }

  function showHead(head) {
    if (root.dataset.version && head.version && root.dataset.version !== head.version) {
      location.reload();
      return;
    }
    root.lang = head.language;
    document.body.dataset.silent = head.silent;
    byId("headline").dataset.kind = head.kind;
    for (const place of document.querySelectorAll("[data-t]")) {
      if (place.dataset.t in head.texts) {
        put(place, head.texts[place.dataset.t]);
      }
    }
    const other = head.language === "en" ? "cy" : "en";
    const toggle = byId("language");
    toggle.lang = other;
    toggle.hreflang = other;
    toggle.href = "?lang=" + other;
    for (const place of ["notices", "all-notices"]) {
      list(byId(place), head.notices, (item, notice) => {
        item.dataset.weight = notice.weight;
        item.textContent = notice.text;
      });
    }
    list(byId("team-lines"), head.team, (item, line) => (item.textContent = line));
  }

  function showBay(bay) {
    const before = bays.get(bay.bay);
    bays.set(bay.bay, bay);
    const tile = byId("bay-" + bay.bay);
    if (!tile) {
      return;
    }
    tile.dataset.look = bay.look;
    tile.dataset.light = bay.light;
    tile.dataset.take = bay.take;
    tile.querySelector("use").setAttribute("href", "#s-" + bay.symbol);
    const bar = tile.querySelector("progress");
    bar.hidden = bay.percent < 0;
    bar.value = Math.max(0, bay.percent);
    for (const place of tile.querySelectorAll("[data-b]")) {
      put(place, bay.texts[place.dataset.b]);
    }
    if (before && before.spoken !== bay.spoken) {
      news.push(bay.spoken);
    }
    if (shownBay === bay.bay) {
      showDetail(bay);
    }
  }

  function showDetail(bay) {
    detail.dataset.look = bay.look;
    put(byId("detail-number"), String(bay.bay));
    put(byId("detail-state"), bay.texts.state);
    const rows = bay.rows.flatMap((row) => {
      const label = document.createElement("dt");
      label.textContent = row.label;
      const text = document.createElement("dd");
      text.textContent = row.text;
      if (row.technical) {
        text.lang = "en";
      }
      return [label, text];
    });
    byId("detail-rows").replaceChildren(...rows);
  }

  function openBay(number) {
    const bay = bays.get(number);
    if (bay && !isLost()) {
      shownBay = number;
      showDetail(bay);
      detail.showModal();
    }
  }

  function heard() {
    heardAt = performance.now();
    setLost(false);
  }

  function isLost() {
    return !byId("lost").hidden;
  }

  function setLost(lost) {
    if (lost !== isLost()) {
      byId("lost").hidden = !lost;
      document.body.dataset.lost = lost;
      if (lost) {
        detail.close();
        team.close();
      }
    }
  }

  // Another language is another stream: everything is told anew, and nothing of it is news.
  function listen(language) {
    if (source) {
      source.close();
    }
    bays.clear();
    news.length = 0;
    const stream = new EventSource("events?lang=" + language);
    source = stream;
    stream.addEventListener("change", (event) => {
      heard();
      const change = JSON.parse(event.data);
      if (change.head) {
        showHead(change.head);
      }
      change.bays.forEach(showBay);
    });
    stream.addEventListener("beat", heard);
    stream.addEventListener("error", () => {
      if (stream === source && stream.readyState === EventSource.CLOSED) {
        setTimeout(() => stream === source && listen(language), RETRY_MILLIS);
      }
    });
  }

  // The next bay in this direction, as they lie on the screen.
  function neighbour(tile, right, down) {
    const from = tile.getBoundingClientRect();
    let best = null;
    let bestDistance = Infinity;
    for (const other of document.querySelectorAll(".bay")) {
      const to = other.getBoundingClientRect();
      const along = right * (to.left - from.left) + down * (to.top - from.top);
      const across = right ? Math.abs(to.top - from.top) : Math.abs(to.left - from.left);
      if (along > 4 && along + 3 * across < bestDistance) {
        best = other;
        bestDistance = along + 3 * across;
      }
    }
    return best;
  }

  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  document.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey || detail.open || team.open) {
      return;
    }
    const tile = document.activeElement.closest(".bay");
    const next = tile
      ? neighbour(tile, arrow[0], arrow[1])
      : document.activeElement === document.body
        ? document.querySelector(".bay")
        : null;
    if (next) {
      event.preventDefault();
      next.querySelector("a").focus();
    }
  });

  byId("bays").addEventListener("click", (event) => {
    const tile = event.target.closest(".bay");
    if (tile) {
      event.preventDefault();
      openBay(Number(tile.dataset.bay));
    }
  });

  byId("team-open").addEventListener("click", (event) => {
    event.preventDefault();
    if (!isLost()) {
      team.showModal();
    }
  });

  byId("language").addEventListener("click", (event) => {
    event.preventDefault();
    if (!isLost()) {
      listen(byId("language").hreflang);
    }
  });

  for (const dialog of [detail, team]) {
    dialog.addEventListener("close", () => (shownBay = null));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest(".close")) {
        event.preventDefault();
        dialog.close();
      }
    });
  }

  function touched() {
    touchedAt = performance.now();
    byId("away").hidden = true;
  }
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(kind, touched, { capture: true, passive: true });
  }

  // A screen in a corridor goes back to its beginning; whoever stands before it is asked first.
  function lookAfterAway() {
    const isElsewhere = detail.open || team.open || root.lang !== root.dataset.home;
    const seconds = (performance.now() - touchedAt) / 1000;
    const away = byId("away");
    const place = detail.open ? detail : team.open ? team : document.body;
    if (away.parentNode !== place) {
      place.append(away); // What is outside an open dialog cannot be seen.
    }
    away.hidden = !isElsewhere || seconds < WARN_SECONDS;
    if (isElsewhere && seconds >= AWAY_SECONDS) {
      detail.close();
      team.close();
      if (root.lang !== root.dataset.home) {
        listen(root.dataset.home);
      }
      touched();
    }
  }

  setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MILLIS) {
      setLost(true);
    }
    lookAfterAway();
  }, 1000);

  setInterval(() => {
    if (news.length > 0) {
      byId("news").textContent = news.splice(0).join(" ");
    }
  }, NEWS_MILLIS);

  // A page that was opened with a part of it open: that becomes an ordinary dialog.
  detail.close();
  team.close();
  history.replaceState(null, "", "?lang=" + root.lang);
  listen(root.lang);
})();
