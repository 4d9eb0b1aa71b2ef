package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;

/** Screens that stand for a page that cannot be shown. */
final class Shown {
  private Shown() {}

  /** There is no such thing. */
  static Screen nothing(Voice voice, String what) {
    return new Screen(
        404,
        "",
        voice.say("refused.404"),
        all(
            Pieces.heading(voice.say("refused.404")),
            el("p", t(what)),
            el("p", Pieces.link("/", voice.say("refused.home")))));
  }

  /** It is not theirs to see, or went wrong. */
  static Screen refused(Voice voice, int status) {
    return new Screen(
        status,
        "",
        voice.code("refused", String.valueOf(status)),
        all(
            Pieces.heading(voice.code("refused", String.valueOf(status))),
            el("p", t(voice.code("refused", status + ".then"))),
            el("p", Pieces.link("/", voice.say("refused.home")))));
  }
}
