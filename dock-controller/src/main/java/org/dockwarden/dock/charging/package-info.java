/**
 * When which bay has power, and what its charge is. Pure: values in, decisions out; switching and
 * measuring are {@link org.dockwarden.dock.power} and {@link org.dockwarden.dock.sensor}.
 */
@NullMarked
package org.dockwarden.dock.charging;

import org.jspecify.annotations.NullMarked;
