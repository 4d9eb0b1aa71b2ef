/**
 * The gateway as a program: {@link org.dockwarden.gateway.GatewayMain} is its command line, {@link
 * org.dockwarden.gateway.Gateway} puts the parts together. Only this package knows concrete
 * classes.
 */
@NullMarked
package org.dockwarden.gateway;

import org.jspecify.annotations.NullMarked;
