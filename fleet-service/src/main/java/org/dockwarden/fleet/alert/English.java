package org.dockwarden.fleet.alert;

import org.dockwarden.fleet.alert.AlertEvent.Step;

/** What alerts are called in English. */
final class English implements Language {
  @Override
  public KindWords kind(AlertKind kind) {
    return switch (kind) {
      case DOCK_OFFLINE ->
          new KindWords(
              "Dock offline",
              "The dock is not connected.",
              "Check its power and its network. What it holds stays safe on it and is sent when it"
                  + " is back.");
      case BAY_FAULT ->
          new KindWords(
              "Bay fault",
              "The bay has a fault: {detail}.",
              "Take the camera out and put it into another bay. If the fault stays with the bay,"
                  + " look up its code in the charging and USB pages and have the bay repaired.");
      case BACKLOG_OLD ->
          new KindWords(
              "Old backlog",
              "The oldest footage on the dock has waited {value} to be sent.",
              "Check the dock's link to the gateway, its upload limit and whether uploading is"
                  + " paused. Do not take the dock away: it holds the footage.");
      case SPOOL_FILLING ->
          new KindWords(
              "Spool filling",
              "The dock's spool is {value} full.",
              "Check why footage does not leave: link, gateway, upload limit. A full dock leaves"
                  + " footage on its cameras.");
      case CLOCK_UNSYNCHRONISED ->
          new KindWords(
              "Clock not synchronised",
              "The dock's clock is not synchronised. {detail}",
              "Check that the dock reaches its time servers (NTP). Until then its times are marked"
                  + " as unsure.");
      case CERTIFICATE_ENDING ->
          new KindWords(
              "Certificate ending",
              "The dock's certificate ends in {value}.",
              "Renew the certificate. Without one the dock can neither send footage nor say how it"
                  + " is.");
      case USB_REFUSED ->
          new KindWords(
              "USB device refused",
              "A device that is no known camera was plugged in and refused: {detail}.",
              "Find out what was plugged in, and by whom. If it is a new kind of camera, add its"
                  + " profile.");
      case QUARANTINE ->
          new KindWords(
              "Quarantined recordings",
              "Recordings in quarantine: {value}.",
              "List them with “dockwarden gateway quarantine”. Nothing is lost: their bytes are"
                  + " kept. Keep the cameras out of use until it is clear why.");
      case CAMERA_MISSING ->
          new KindWords(
              "Camera not docked",
              "The camera was not docked for {value}.",
              "Ask the officer who has it. If it is spare, in repair, lost or retired, say so in"
                  + " the inventory.");
      case DOCK_NAME_CONFLICT ->
          new KindWords(
              "Two docks, one name",
              "Two docks use the same name. {detail}",
              "Give one of them a name and a certificate of its own. A copied disk is the usual"
                  + " cause; a stolen certificate is the other.");
      case HISTORY_FULL ->
          new KindWords(
              "History disk filling",
              "The fleet service's disk is {value} full.",
              "Give it room or keep history for a shorter time. When it is full, what docks say"
                  + " is shown and not kept.");
      case MESSAGES_DROPPED ->
          new KindWords(
              "Messages dropped",
              "Health messages that were dropped: {value}. {detail}",
              "See the counters on the health page. A dock that floods or sends what cannot be"
                  + " read needs its agent restarted or updated.");
      case BROKER_LOST ->
          new KindWords(
              "Broker lost",
              "The fleet service is not connected to its broker: {detail}.",
              "Check that the broker runs and is reached. Until then nothing is known of its docks,"
                  + " and no alert of theirs is raised; they go on working.");
    };
  }

  @Override
  public String severity(Severity severity) {
    return switch (severity) {
      case INFO -> "info";
      case WARNING -> "warning";
      case CRITICAL -> "critical";
    };
  }

  @Override
  public String step(Step step) {
    return switch (step) {
      case RAISED -> "New";
      case ESCALATED -> "Worse";
      case FLAPPING -> "Comes and goes";
      case ACKNOWLEDGED -> "Somebody sees to it";
      case SILENCED -> "Silenced";
      case FOLDED -> "Now part of the site’s alert";
      case UNFOLDED -> "No longer the whole site";
      case CLEARED -> "Over";
    };
  }

  @Override
  public String part(Part part) {
    return switch (part) {
      case SERVICE -> "Fleet service";
      case SITE -> "Site";
      case DOCK -> "dock";
      case BAY -> "bay";
      case CAMERA -> "camera";
    };
  }

  @Override
  public String hours(String number) {
    return number.equals("1") ? "1 hour" : number + " hours";
  }

  @Override
  public String days(String number) {
    return number.equals("1") ? "1 day" : number + " days";
  }

  @Override
  public String folded(int docks, int siteDocks) {
    return "%d of %d docks of this site have it at the same time.".formatted(docks, siteDocks);
  }

  @Override
  public String oneCause() {
    return "Look for one cause at the site first: power, network, gateway.";
  }

  @Override
  public String flapping() {
    return "It comes and goes.";
  }
}
