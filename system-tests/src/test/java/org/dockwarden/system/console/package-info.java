/** The fleet's console in Chromium, on a fleet of a thousand docks that is made up. */
@NullMarked
package org.dockwarden.system.console;

import org.jspecify.annotations.NullMarked;
