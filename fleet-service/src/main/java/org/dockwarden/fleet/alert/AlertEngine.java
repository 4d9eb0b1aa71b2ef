package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.alert.AlertEvent.Step;

/**
 * Makes alerts of observations. {@link #observe} only remembers; {@link #tick} decides, with the
 * time that it is given, so that the same observations and ticks always give the same events. Not
 * thread-safe.
 *
 * <p>Only what is bad, was bad lately, or has an open alert takes memory: a fleet that is well
 * takes the names of its docks.
 */
public final class AlertEngine {
  /** Several things wrong with every dock and bay of the largest estate that this is for. */
  public static final int MAX_CONDITIONS = 200_000;

  /** Docks whose sites' sizes are known; beyond it a share is of fewer docks. */
  public static final int MAX_DOCKS = 50_000;

  /** Silences that hold or are to come; more are refused. */
  public static final int MAX_SILENCES = 1_000;

  private record Key(AlertKind kind, Subject identity) {}

  private final AlertRules rules;
  private final Map<Key, Condition> conditions = new LinkedHashMap<>();
  private final Map<SiteKey, OpenAlert> sites = new LinkedHashMap<>();
  private final Map<String, OpenAlert> open = new LinkedHashMap<>();
  private final KnownDocks docks = new KnownDocks();
  private final Silences silences = new Silences();
  private long refused;

  public AlertEngine(AlertRules rules) {
    this.rules = rules;
  }

  /** One that goes on where another ended: with its open alerts and its silences. */
  public static AlertEngine restore(AlertRules rules, List<Alert> alerts, List<Silence> silences) {
    AlertEngine engine = new AlertEngine(rules);
    silences.forEach(engine.silences::add);
    for (Alert alert : alerts) {
      OpenAlert restored = OpenAlert.restore(alert);
      engine.open.put(restored.id, restored);
      if (alert.subject().isSite()) {
        engine.sites.put(
            new SiteKey(alert.kind(), alert.subject().group().orElseThrow()), restored);
      } else {
        engine.conditions.put(
            new Key(alert.kind(), alert.subject().identity()),
            Condition.restore(rules.rule(alert.kind()), restored));
        engine.docks.see(alert.subject());
      }
    }
    return engine;
  }

  /** Takes in what was seen. Nothing is decided before the next {@link #tick}. */
  public void observe(Observation seen) {
    docks.see(seen.subject());
    Rule rule = rules.rule(seen.kind());
    Key key = new Key(seen.kind(), seen.subject().identity());
    Condition condition = conditions.get(key);
    if (condition == null) {
      if (!rule.enabled() || !rule.reaches(rule.mildest(), seen.value())) {
        return;
      }
      if (conditions.size() == MAX_CONDITIONS) {
        refused++;
        return;
      }
      condition = new Condition(rule, seen.subject());
      conditions.put(key, condition);
    }
    condition.observe(seen, rules.flapping().times());
  }

  /** Decides what is raised, folded, told and cleared at this time, which never goes back. */
  public Changes tick(Instant now) {
    Ledger ledger = new Ledger(now);
    silences.expire(now);
    List<Condition> due = new ArrayList<>();
    conditions.values().removeIf(condition -> advance(condition, due, ledger));
    open(due, ledger);
    sites.entrySet().removeIf(site -> advance(site.getKey(), site.getValue(), ledger));
    tellLate(ledger);
    return ledger.changes();
  }

  /** One condition's step; whether it can be forgotten. */
  private boolean advance(Condition condition, List<Condition> due, Ledger ledger) {
    OpenAlert alert = condition.alert;
    if (alert == null) {
      if (condition.held(ledger.now) != null || condition.flaps(ledger.now, rules.flapping())) {
        due.add(condition);
        return false;
      }
      return condition.isIdle(ledger.now, rules.flapping());
    }
    if (!condition.rule.enabled()) {
      close(condition, alert, ledger, "the rule is switched off");
      return true;
    }
    if (condition.isCleared(ledger.now, alert.flapping, rules.flapping())) {
      close(condition, alert, ledger, "");
      return condition.isIdle(ledger.now, rules.flapping());
    }
    if (condition.refresh(alert)) {
      ledger.changed(alert);
    }
    escalate(condition, alert, ledger);
    if (!alert.flapping && condition.flaps(ledger.now, rules.flapping())) {
      alert.flapping = true;
      ledger.step(alert, Step.FLAPPING, isAudible(alert, ledger.now), "");
    }
    return false;
  }

  private void escalate(Condition condition, OpenAlert alert, Ledger ledger) {
    Severity held = condition.held(ledger.now);
    if (held != null && held.compareTo(alert.severity) > 0) {
      escalate(alert, held, ledger);
    }
  }

  /** What somebody acknowledged was something milder. */
  private void escalate(OpenAlert alert, Severity severity, Ledger ledger) {
    alert.severity = severity;
    alert.acknowledgement = null;
    ledger.step(alert, Step.ESCALATED, isAudible(alert, ledger.now), "");
  }

  private void close(Condition condition, OpenAlert alert, Ledger ledger, String note) {
    ledger.step(alert, Step.CLEARED, alert.told != null, note);
    open.remove(alert.id);
    condition.close(alert.flapping);
  }

  /** Opens what is due: each site's docks together where they are one trouble. */
  private void open(List<Condition> due, Ledger ledger) {
    if (due.isEmpty()) {
      return;
    }
    Map<SiteKey, List<Condition>> bad = bySite(conditions.values());
    bySite(due)
        .forEach(
            (key, together) -> {
              OpenAlert site = sites.get(key);
              List<Condition> members =
                  site == null
                      ? SiteFold.members(
                          bad.getOrDefault(key, together), together, rules.folding(), size(key))
                      : together;
              if (site == null && !members.isEmpty()) {
                site = openSite(key, members, ledger);
              }
              if (site != null) {
                for (Condition member : members) {
                  fold(member, site, ledger);
                }
                for (Condition other : together) {
                  fold(other, site, ledger);
                }
              }
            });
    for (Condition one : due) {
      if (one.alert == null) {
        opened(one, ledger);
      }
    }
  }

  private static Map<SiteKey, List<Condition>> bySite(Collection<Condition> conditions) {
    Map<SiteKey, List<Condition>> sites = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      // One that was bad lately and has no alert is well now.
      if (condition.isBad() || condition.alert != null || condition.held(Instant.MIN) != null) {
        SiteKey.of(condition)
            .ifPresent(key -> sites.computeIfAbsent(key, _ -> new ArrayList<>()).add(condition));
      }
    }
    return sites;
  }

  private void opened(Condition condition, Ledger ledger) {
    OpenAlert alert = condition.open(ledger.now, rules.flapping());
    open.put(alert.id, alert);
    ledger.step(alert, Step.RAISED, isAudible(alert, ledger.now), "");
  }

  private OpenAlert openSite(SiteKey key, List<Condition> members, Ledger ledger) {
    Instant since = ledger.now;
    for (Condition member : members) {
      since = member.onset().isBefore(since) ? member.onset() : since;
    }
    OpenAlert site =
        OpenAlert.open(
            key.kind(),
            Subject.site(key.group()),
            rules.rule(key.kind()).mildest().worse(),
            since,
            ledger.now);
    site.docks = SiteFold.docks(members);
    site.siteDocks = size(key);
    sites.put(key, site);
    open.put(site.id, site);
    ledger.step(site, Step.RAISED, isAudible(site, ledger.now), "");
    return site;
  }

  private void fold(Condition member, OpenAlert site, Ledger ledger) {
    OpenAlert alert = member.alert;
    if (alert == null) {
      alert = member.open(ledger.now, rules.flapping());
      alert.foldedInto = site.id;
      open.put(alert.id, alert);
      ledger.step(alert, Step.RAISED, false, "folded into " + site.id);
    } else if (alert.foldedInto == null) {
      boolean wasTold = alert.told != null;
      alert.foldedInto = site.id;
      ledger.step(alert, Step.FOLDED, wasTold, "folded into " + site.id);
    }
  }

  /** A site's step; whether it has ended. */
  private boolean advance(SiteKey key, OpenAlert site, Ledger ledger) {
    List<Condition> members = new ArrayList<>();
    for (Condition condition : conditions.values()) {
      if (condition.alert != null && site.id.equals(condition.alert.foldedInto)) {
        members.add(condition);
      }
    }
    int left = SiteFold.docks(members);
    if (left > 0 && left != site.docks) {
      site.docks = left;
      site.siteDocks = size(key);
      ledger.changed(site);
    }
    if (left == 0) {
      end(site, Step.CLEARED, ledger);
      return true;
    }
    if (left >= rules.folding().threshold(size(key))) {
      site.fewSince = null;
      escalate(site, members, ledger);
      return false;
    }
    if (site.fewSince == null) {
      site.fewSince = ledger.now;
    }
    if (ledger.now.isBefore(site.fewSince.plus(rules.rule(key.kind()).good()))) {
      return false;
    }
    end(site, Step.UNFOLDED, ledger);
    for (Condition member : members) {
      if (member.alert != null) {
        member.alert.foldedInto = null; // tellLate speaks of it
      }
    }
    return true;
  }

  private void end(OpenAlert site, Step how, Ledger ledger) {
    ledger.step(site, how, site.told != null, "");
    open.remove(site.id);
  }

  private void escalate(OpenAlert site, List<Condition> members, Ledger ledger) {
    Severity worst = site.severity;
    for (Condition member : members) {
      if (member.alert != null && member.alert.severity.worse().isAtLeast(worst)) {
        worst = member.alert.severity.worse();
      }
    }
    if (worst != site.severity) {
      escalate(site, worst, ledger);
    }
  }

  /** Tells what is open and was not to be told before: a silence or a fold has ended. */
  private void tellLate(Ledger ledger) {
    for (OpenAlert alert : open.values()) {
      Severity told = alert.told;
      if ((told == null || told != alert.severity) && isAudible(alert, ledger.now)) {
        ledger.step(alert, told == null ? Step.RAISED : Step.ESCALATED, true, "");
      }
    }
  }

  private boolean isAudible(OpenAlert alert, Instant now) {
    return alert.foldedInto == null && !silences.cover(alert.kind, alert.subject, now);
  }

  private int size(SiteKey key) {
    return docks.size(key.group());
  }

  /** Notes that somebody sees to it; empty when no such alert is open. Again: no effect. */
  public Optional<Changes> acknowledge(String id, String who, String note, Instant now) {
    OpenAlert alert = open.get(id);
    if (alert == null) {
      return Optional.empty();
    }
    Acknowledgement said = new Acknowledgement(who, now, note);
    Ledger ledger = new Ledger(now);
    Acknowledgement before = alert.acknowledgement;
    if (before == null || !before.who().equals(said.who()) || !before.note().equals(said.note())) {
      alert.acknowledgement = said;
      String text = said.note().isEmpty() ? said.who() : said.who() + ": " + said.note();
      ledger.step(alert, Step.ACKNOWLEDGED, alert.told != null, text);
    }
    return Optional.of(ledger.changes());
  }

  /**
   * Adds a silence; empty when there are {@link #MAX_SILENCES} already. One with an id that is
   * there has no effect. What opens or gets worse under it is told when it ends; the end of what
   * was told before it is told at once, so that a ticket can be closed.
   */
  public Optional<Changes> silence(Silence silence, Instant now) {
    Ledger ledger = new Ledger(now);
    if (silences.has(silence.id())) {
      return Optional.of(ledger.changes());
    }
    if (silences.isFull()) {
      return Optional.empty();
    }
    silences.add(silence);
    ledger.changed(silence);
    if (silence.holdsAt(now)) {
      for (OpenAlert alert : open.values()) {
        if (silence.covers(alert.kind, alert.subject)) {
          ledger.step(alert, Step.SILENCED, false, silence.who() + ": " + silence.reason());
        }
      }
    }
    return Optional.of(ledger.changes());
  }

  /** Ends a silence early; empty when there is none of this id. */
  public Optional<Changes> lift(String id, String who, String note, Instant now) {
    Silence silence = silences.remove(id);
    if (silence == null) {
      return Optional.empty();
    }
    Ledger ledger = new Ledger(now);
    ledger.changed(silence.lifted(new Acknowledgement(who, now, note)));
    return Optional.of(ledger.changes());
  }

  /** Ends every alert of a thing that is watched no more: a dock that was taken away. */
  public Changes forget(Subject gone, String who, String note, Instant now) {
    Ledger ledger = new Ledger(now);
    String why = Line.of(who + ": " + note, Acknowledgement.MAX_TEXT);
    conditions
        .values()
        .removeIf(
            condition -> {
              if (!gone.covers(condition.subject())) {
                return false;
              }
              if (condition.alert != null) {
                close(condition, condition.alert, ledger, why);
              }
              return true;
            });
    docks.forget(gone);
    return ledger.changes();
  }

  /** The open alerts, the earliest first; folded ones among them. */
  public List<Alert> open() {
    return open.values().stream().map(OpenAlert::snapshot).toList();
  }

  /** Whether an alert is silenced at this time. */
  public boolean isSilenced(Alert alert, Instant now) {
    return silences.cover(alert.kind(), alert.subject(), now);
  }

  /** Silences that hold or are to come. */
  public List<Silence> silences() {
    return silences.all();
  }

  /** Bad things beyond {@link #MAX_CONDITIONS}; not zero means degraded. */
  public long refused() {
    return refused;
  }

  /** How many things take memory, of {@link #MAX_CONDITIONS}. */
  public int size() {
    return conditions.size();
  }
}
