/** Tests of the charger: what it does with ports, sensors and the station. */
@NullMarked
package org.dockwarden.agent.charging;

import org.jspecify.annotations.NullMarked;
