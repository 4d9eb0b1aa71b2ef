/**
 * The brokers, by Paho as a wire client and nothing more: a new client for each attempt, no buffers
 * and no persistence of its own, one queue between its threads and ours. Source: Sparkplug 3.0,
 * chapter 5 (host application), MQTT 5.
 */
@NullMarked
package org.dockwarden.fleet.mqtt;

import org.jspecify.annotations.NullMarked;
