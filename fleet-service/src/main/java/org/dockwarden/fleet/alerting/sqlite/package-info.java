/**
 * Alerts, silences and the outbox in one SQLite file: WAL, synchronous FULL, so that what a method
 * has returned from is on stable storage.
 */
@NullMarked
package org.dockwarden.fleet.alerting.sqlite;

import org.jspecify.annotations.NullMarked;
