/** The supervisor against a real datagram socket. */
@NullMarked
package org.dockwarden.agent.watchdog;

import org.jspecify.annotations.NullMarked;
