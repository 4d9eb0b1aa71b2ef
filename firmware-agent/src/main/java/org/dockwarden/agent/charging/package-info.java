/**
 * The charger: looks at every bay each two seconds, lets the policy of {@link
 * org.dockwarden.dock.charging} decide, switches the ports, tells the station what is charged and
 * what is wrong, and journals whole charges (spec/charging.md). A sensor or a port that fails never
 * stops it, and never stops footage; it shows (I7).
 */
@NullMarked
package org.dockwarden.agent.charging;

import org.jspecify.annotations.NullMarked;
