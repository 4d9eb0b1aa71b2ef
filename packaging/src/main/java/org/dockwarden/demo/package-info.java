/**
 * The whole of Dockwarden on one machine: makes keys and configuration, starts broker, gateway,
 * fleet service and an agent with a simulated dock as child processes, plays the cameras and the
 * evidence management system, and cleans up after itself. Nothing here is part of a production
 * installation.
 */
@NullMarked
package org.dockwarden.demo;

import org.jspecify.annotations.NullMarked;
