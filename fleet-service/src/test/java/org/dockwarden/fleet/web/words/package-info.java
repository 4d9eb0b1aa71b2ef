@NullMarked
package org.dockwarden.fleet.web.words;

import org.jspecify.annotations.NullMarked;
