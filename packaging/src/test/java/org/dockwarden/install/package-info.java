/** What packaging/install puts where, and what systemd itself says of the units. */
@NullMarked
package org.dockwarden.install;

import org.jspecify.annotations.NullMarked;
