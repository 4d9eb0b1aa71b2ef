package org.dockwarden.fleet.alert;

import org.dockwarden.fleet.alert.AlertEvent.Step;

/** What alerts are called in Welsh. */
final class Welsh implements Language {
  @Override
  public KindWords kind(AlertKind kind) {
    return switch (kind) {
      case DOCK_OFFLINE ->
          new KindWords(
              "Doc all-lein",
              "Nid yw’r doc wedi’i gysylltu.",
              "Gwiriwch ei bŵer a’i rwydwaith. Mae’r hyn sydd arno yn aros yn ddiogel ac yn cael"
                  + " ei anfon pan ddaw’n ôl.");
      case BAY_FAULT ->
          new KindWords(
              "Nam ar fae",
              "Mae nam ar y bae: {detail}.",
              "Tynnwch y camera a’i roi mewn bae arall. Os yw’r nam yn aros gyda’r bae, chwiliwch"
                  + " am ei god yn y tudalennau gwefru ac USB a threfnu i’r bae gael ei drwsio.");
      case BACKLOG_OLD ->
          new KindWords(
              "Hen ôl-groniad",
              "Mae’r ffilm hynaf ar y doc wedi aros {value} i gael ei hanfon.",
              "Gwiriwch gyswllt y doc â’r porth, ei derfyn uwchlwytho, ac a yw uwchlwytho wedi’i"
                  + " oedi. Peidiwch â mynd â’r doc i ffwrdd: mae’r ffilm arno.");
      case SPOOL_FILLING ->
          new KindWords(
              "Sbŵl yn llenwi",
              "Mae sbŵl y doc yn {value} llawn.",
              "Gwiriwch pam nad yw ffilm yn gadael: cyswllt, porth, terfyn uwchlwytho. Mae doc"
                  + " llawn yn gadael ffilm ar ei gamerâu.");
      case CLOCK_UNSYNCHRONISED ->
          new KindWords(
              "Cloc heb ei gysoni",
              "Nid yw cloc y doc wedi’i gysoni. {detail}",
              "Gwiriwch fod y doc yn cyrraedd ei weinyddion amser (NTP). Tan hynny mae ei amserau"
                  + " wedi’u marcio’n ansicr.");
      case CERTIFICATE_ENDING ->
          new KindWords(
              "Tystysgrif yn dod i ben",
              "Mae tystysgrif y doc yn dod i ben ymhen {value}.",
              "Adnewyddwch y dystysgrif. Hebddi ni all y doc anfon ffilm na dweud sut y mae.");
      case USB_REFUSED ->
          new KindWords(
              "Gwrthod dyfais USB",
              "Plygiwyd dyfais nad yw’n gamera hysbys, ac fe’i gwrthodwyd: {detail}.",
              "Canfyddwch beth a blygiwyd, a chan bwy. Os yw’n fath newydd o gamera, ychwanegwch"
                  + " ei broffil.");
      case QUARANTINE ->
          new KindWords(
              "Recordiadau mewn cwarantîn",
              "Recordiadau mewn cwarantîn: {value}.",
              "Rhestrwch nhw gyda “dockwarden gateway quarantine”. Nid oes dim ar goll: cedwir eu"
                  + " beitiau. Peidiwch â defnyddio’r camerâu nes bod y rheswm yn glir.");
      case CAMERA_MISSING ->
          new KindWords(
              "Camera heb ei ddocio",
              "Ni chafodd y camera ei ddocio ers {value}.",
              "Gofynnwch i’r swyddog sydd â’r camera. Os yw’n sbâr, yn cael ei drwsio, ar goll neu"
                  + " wedi ymddeol, nodwch hynny yn y rhestr.");
      case DOCK_NAME_CONFLICT ->
          new KindWords(
              "Dau ddoc, un enw",
              "Mae dau ddoc yn defnyddio’r un enw. {detail}",
              "Rhowch enw a thystysgrif ei hun i un ohonynt. Disg wedi’i gopïo yw’r achos arferol;"
                  + " tystysgrif wedi’i dwyn yw’r llall.");
      case HISTORY_FULL ->
          new KindWords(
              "Disg yr hanes yn llenwi",
              "Mae disg gwasanaeth y fflyd yn {value} llawn.",
              "Rhowch le iddo neu gadwch hanes am gyfnod byrrach. Pan fydd yn llawn, dangosir yr"
                  + " hyn y mae dociau’n ei ddweud ond ni chaiff ei gadw.");
      case MESSAGES_DROPPED ->
          new KindWords(
              "Negeseuon wedi’u gollwng",
              "Negeseuon iechyd a ollyngwyd: {value}. {detail}",
              "Gweler y rhifwyr ar y dudalen iechyd. Os yw doc yn gorlifo neu’n anfon yr hyn na"
                  + " ellir ei ddarllen, mae angen ailgychwyn neu ddiweddaru ei asiant.");
      case BROKER_LOST ->
          new KindWords(
              "Brocer ar goll",
              "Nid yw gwasanaeth y fflyd wedi’i gysylltu â’i frocer: {detail}.",
              "Gwiriwch fod y brocer yn rhedeg ac o fewn cyrraedd. Tan hynny ni wyddys dim am ei"
                  + " ddociau, ac ni chodir rhybudd amdanynt; maent yn dal i weithio.");
    };
  }

  @Override
  public String severity(Severity severity) {
    return switch (severity) {
      case INFO -> "gwybodaeth";
      case WARNING -> "rhybudd";
      case CRITICAL -> "critigol";
    };
  }

  @Override
  public String step(Step step) {
    return switch (step) {
      case RAISED -> "Newydd";
      case ESCALATED -> "Gwaeth";
      case FLAPPING -> "Yn mynd a dod";
      case ACKNOWLEDGED -> "Mae rhywun yn delio ag ef";
      case SILENCED -> "Wedi’i dawelu";
      case FOLDED -> "Bellach yn rhan o rybudd y safle";
      case UNFOLDED -> "Nid y safle cyfan bellach";
      case CLEARED -> "Ar ben";
    };
  }

  @Override
  public String part(Part part) {
    return switch (part) {
      case SERVICE -> "Gwasanaeth y fflyd";
      case SITE -> "Safle";
      case DOCK -> "doc";
      case BAY -> "bae";
      case CAMERA -> "camera";
    };
  }

  @Override
  public String hours(String number) {
    return number + " awr";
  }

  @Override
  public String days(String number) {
    return number + " diwrnod";
  }

  @Override
  public String folded(int docks, int siteDocks) {
    return "Mae ar %d o %d doc y safle hwn ar yr un pryd.".formatted(docks, siteDocks);
  }

  @Override
  public String oneCause() {
    return "Chwiliwch yn gyntaf am un achos ar y safle: pŵer, rhwydwaith, porth.";
  }

  @Override
  public String flapping() {
    return "Mae’n mynd a dod.";
  }
}
