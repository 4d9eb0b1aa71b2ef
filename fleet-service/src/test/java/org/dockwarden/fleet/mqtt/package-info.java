/** Against Debian's mosquitto. */
@NullMarked
package org.dockwarden.fleet.mqtt;

import org.jspecify.annotations.NullMarked;
