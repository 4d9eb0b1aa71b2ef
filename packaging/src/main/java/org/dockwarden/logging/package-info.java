/** How every part that the launcher starts writes its log: one line an event on standard error. */
@NullMarked
package org.dockwarden.logging;

import org.jspecify.annotations.NullMarked;
