@NullMarked
package org.dockwarden.fleet.web.http;

import org.jspecify.annotations.NullMarked;
