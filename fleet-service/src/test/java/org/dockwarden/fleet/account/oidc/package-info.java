@NullMarked
package org.dockwarden.fleet.account.oidc;

import org.jspecify.annotations.NullMarked;
