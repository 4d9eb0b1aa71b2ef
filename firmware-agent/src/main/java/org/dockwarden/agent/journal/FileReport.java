package org.dockwarden.agent.journal;

/**
 * A file of a docked camera for a person to read.
 *
 * @param sha256 of the original, a hyphen while it is not known
 */
public record FileReport(String path, long bytes, String sha256, String state) {}
