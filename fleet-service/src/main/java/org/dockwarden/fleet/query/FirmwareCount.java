package org.dockwarden.fleet.query;

/**
 * How many cameras of a model have a version; lost and retired ones do not count.
 *
 * @param firmware "" where not known
 */
public record FirmwareCount(String model, String firmware, long cameras) {}
