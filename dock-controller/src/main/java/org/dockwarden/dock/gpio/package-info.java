/**
 * GPIO lines that the dock drives, and load switches on them. What reaches a line, the kernel's own
 * interface or Pi4J, is behind {@link org.dockwarden.dock.gpio.OutputLines}.
 */
@NullMarked
package org.dockwarden.dock.gpio;

import org.jspecify.annotations.NullMarked;
