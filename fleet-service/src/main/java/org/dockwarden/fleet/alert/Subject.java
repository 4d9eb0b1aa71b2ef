package org.dockwarden.fleet.alert;

import java.util.Optional;

/**
 * What an alert is about: the fleet service itself (nothing is there), a site (a group), a dock, a
 * bay, or a camera at the dock that saw it last.
 *
 * @param group Sparkplug's group: a force and a site
 */
public record Subject(
    Optional<String> group, Optional<String> dock, Optional<String> bay, Optional<String> camera) {
  /** Longest name; the rest is cut off. */
  public static final int MAX_NAME = 128;

  public Subject {
    group = group.map(Subject::name);
    dock = dock.map(Subject::name);
    bay = bay.map(Subject::name);
    camera = camera.map(Subject::name);
    if ((dock.isPresent() && group.isEmpty()) || (bay.isPresent() && dock.isEmpty())) {
      throw new IllegalArgumentException(
          "subject: " + group + " " + dock + " " + bay + " (expected: group, dock, bay in turn)");
    }
  }

  /** The fleet service itself. */
  public static Subject service() {
    return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Subject site(String group) {
    return new Subject(Optional.of(group), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Subject dock(String group, String dock) {
    return new Subject(Optional.of(group), Optional.of(dock), Optional.empty(), Optional.empty());
  }

  public static Subject bay(String group, String dock, String bay) {
    return new Subject(Optional.of(group), Optional.of(dock), Optional.of(bay), Optional.empty());
  }

  /** A camera, by its id {@code VENDOR:PRODUCT:SERIAL}, at the dock that saw it last. */
  public static Subject camera(String group, String dock, String camera) {
    return new Subject(
        Optional.of(group), Optional.of(dock), Optional.empty(), Optional.of(camera));
  }

  /** Whether it is a whole site. */
  public boolean isSite() {
    return group.isPresent() && dock.isEmpty() && camera.isEmpty();
  }

  /** What stays the same of it: a camera is the same wherever it was seen last. */
  public Subject identity() {
    return camera.isEmpty()
        ? this
        : new Subject(Optional.empty(), Optional.empty(), Optional.empty(), camera);
  }

  /** Whether {@code other} is this or lies in it; the service covers everything. */
  public boolean covers(Subject other) {
    return isIn(group, other.group)
        && isIn(dock, other.dock)
        && isIn(bay, other.bay)
        && isIn(camera, other.camera);
  }

  private static boolean isIn(Optional<String> own, Optional<String> others) {
    return own.isEmpty() || own.equals(others);
  }

  /** {@code GROUP/DOCK/bay N}, for people and logs; ambiguous, so never a key. */
  public String path() {
    StringBuilder path = new StringBuilder(group.orElse(""));
    dock.ifPresent(it -> path.append('/').append(it));
    bay.ifPresent(it -> path.append("/bay ").append(it));
    camera.ifPresent(it -> path.append(path.isEmpty() ? "camera " : "/camera ").append(it));
    return path.isEmpty() ? "fleet service" : path.toString();
  }

  /** One line of bounded length, whatever a dock calls itself. */
  private static String name(String text) {
    String line = Line.of(text, MAX_NAME);
    if (line.isEmpty()) {
      throw new IllegalArgumentException("subject: empty name");
    }
    return line;
  }
}
