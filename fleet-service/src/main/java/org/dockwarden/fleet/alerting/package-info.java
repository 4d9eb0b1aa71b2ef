/**
 * Alerting as a whole: rules, store and destinations with a clock. What it decides is stored before
 * it is told, in one transaction with the outbox.
 */
@NullMarked
package org.dockwarden.fleet.alerting;

import org.jspecify.annotations.NullMarked;
