package org.dockwarden.fleet.inventory;

/**
 * Splits a Sparkplug group into force and site.
 *
 * @param separator text between them; a group without it is a site of no force
 */
public record SiteNames(String separator) {
  /** A site of a force; the force is "" where the group names none. */
  public record Site(String force, String site) {}

  public Site of(String group) {
    int at = group.indexOf(separator);
    return at < 0
        ? new Site("", group)
        : new Site(group.substring(0, at), group.substring(at + separator.length()));
  }
}
