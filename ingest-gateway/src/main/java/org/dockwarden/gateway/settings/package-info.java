/**
 * The gateway's settings file as records, one a concern. Reading reports every problem at once.
 * Source: {@code docs/gateway.md}.
 */
@NullMarked
package org.dockwarden.gateway.settings;

import org.jspecify.annotations.NullMarked;
