package org.dockwarden.fleet.alert;

import java.util.Optional;

/** A kind at a site: what may become one alert. */
record SiteKey(AlertKind kind, String group) {
  static Optional<SiteKey> of(Condition condition) {
    Subject subject = condition.subject();
    return condition.rule.folds() && subject.dock().isPresent()
        ? subject.group().map(group -> new SiteKey(condition.rule.kind(), group))
        : Optional.empty();
  }
}
