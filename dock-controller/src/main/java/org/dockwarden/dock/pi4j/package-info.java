/**
 * GPIO lines and I²C chips through Pi4J, for boards whose Pi4J plugin knows more than the kernel's
 * interfaces tell. Loaded only where the configuration says so. The plugin comes from the site: it
 * lies beside the other libraries (docs/decisions, 12).
 */
@NullMarked
package org.dockwarden.dock.pi4j;

import org.jspecify.annotations.NullMarked;
