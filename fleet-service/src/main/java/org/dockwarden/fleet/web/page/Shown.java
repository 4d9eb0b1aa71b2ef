package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.el;

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
            Pieces.empty("unknown", voice.say("refused.404"), what),
            el("p", Pieces.link("/", voice.say("refused.home")))));
  }

  /** It is not theirs to see, or went wrong. */
  static Screen refused(Voice voice, int status) {
    return new Screen(
        status,
        "",
        voice.code("refused", String.valueOf(status)),
        all(
            Pieces.empty(
                status == 403 ? "refused" : "unknown",
                voice.code("refused", String.valueOf(status)),
                voice.code("refused", status + ".then")),
            el("p", Pieces.link("/", voice.say("refused.home")))));
  }
}
