@NullMarked
package org.dockwarden.fleet.web.html;

import org.jspecify.annotations.NullMarked;
