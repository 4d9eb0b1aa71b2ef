/** An MQTT 5 broker in a JVM of its own, for the demo on a machine without mosquitto. */
@NullMarked
package org.dockwarden.demo.broker;

import org.jspecify.annotations.NullMarked;
