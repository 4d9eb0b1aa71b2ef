/**
 * The fleet service, so far a skeleton: it connects to the brokers as a Sparkplug host, keeps what
 * docks say of themselves in memory, and shows it. It never sees evidence, and sends nothing but
 * its own state and requests to tell everything again.
 */
@NullMarked
package org.dockwarden.fleet;

import org.jspecify.annotations.NullMarked;
