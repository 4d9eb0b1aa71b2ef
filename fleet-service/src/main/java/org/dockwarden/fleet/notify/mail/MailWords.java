package org.dockwarden.fleet.notify.mail;

import org.dockwarden.fleet.alert.AlertWords;

/** What a mail says of its own. */
enum MailWords {
  ENGLISH(
      "What is wrong",
      "Where",
      "Since when",
      "What to do",
      "Note",
      "%d messages about alerts in one, because there were so many"),
  WELSH(
      "Beth sydd o’i le",
      "Ble",
      "Ers pryd",
      "Beth i’w wneud",
      "Nodyn",
      "%d neges am rybuddion mewn un, am fod cynifer ohonynt");

  final String what;
  final String where;
  final String since;
  final String todo;
  final String note;
  final String digest;

  MailWords(String what, String where, String since, String todo, String note, String digest) {
    this.what = what;
    this.where = where;
    this.since = since;
    this.todo = todo;
    this.note = note;
    this.digest = digest;
  }

  static MailWords of(AlertWords words) {
    return switch (words) {
      case ENGLISH -> ENGLISH;
      case WELSH -> WELSH;
    };
  }
}
