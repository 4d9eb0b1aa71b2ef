/**
 * A Sparkplug host application (Sparkplug 3.0, chapters 5 and 6): what it says of itself, what it
 * takes of what docks say, and when it asks one to say all again. Pure: no network, no clock.
 */
@NullMarked
package org.dockwarden.fleet.host;

import org.jspecify.annotations.NullMarked;
