/** The demo's processes: real ones, with a shell's {@code sleep} in place of the daemons. */
@NullMarked
package org.dockwarden.demo.running;

import org.jspecify.annotations.NullMarked;
