/**
 * What the agent tells the service manager that started it, by sd_notify(3): that it serves, that
 * it stops, and at intervals that it gets on. The last is said only after everything that has to
 * get on has been seen to: a thread that merely lives vouches for nothing. Not said in time,
 * systemd kills the agent and starts it again, and it goes on where it was (I5).
 *
 * <p>A failure is no standstill: it is reported as a degradation (I7), and a restart would not mend
 * it.
 */
@NullMarked
package org.dockwarden.agent.watchdog;

import org.jspecify.annotations.NullMarked;
