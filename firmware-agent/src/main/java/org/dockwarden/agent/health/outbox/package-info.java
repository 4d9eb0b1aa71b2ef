/**
 * What was to be told while nobody could hear it, kept in files of a bounded size (H-16 to H-19).
 * In order, across restarts; no file is ever removed, only emptied and used again.
 */
@NullMarked
package org.dockwarden.agent.health.outbox;

import org.jspecify.annotations.NullMarked;
