/**
 * The fleet service: a Sparkplug host application with inventory, history, alerts, console and
 * commands to docks (spec/health-topics.md). Here it is put together; only this package knows
 * concrete classes. It never sees evidence.
 */
@NullMarked
package org.dockwarden.fleet;

import org.jspecify.annotations.NullMarked;
