@NullMarked
package org.dockwarden.fleet.account;

import org.jspecify.annotations.NullMarked;
