/**
 * The dock as a Sparkplug B edge node (Sparkplug 3.0, spec/health-topics.md) over MQTT 5: the dock
 * is the node, each bay a device. A new client for each attempt, no reconnection by the client
 * library, births again on command; what nobody hears is kept and told later as historical. Nothing
 * here ever waits for, or holds up, footage.
 */
@NullMarked
package org.dockwarden.agent.health;

import org.jspecify.annotations.NullMarked;
