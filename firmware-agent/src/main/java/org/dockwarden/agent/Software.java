package org.dockwarden.agent;

/** Name and version of the agent, as manifests carry them. */
final class Software {
  private Software() {}

  static String version() {
    String version = Software.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  static String nameAndVersion() {
    return "dockwarden-agent/" + version();
  }
}
