/**
 * HTTPS for people: the JDK's server with limits, a request and an answer as values, one gate that
 * checks session, role and origin of every request, and server-sent events.
 */
@NullMarked
package org.dockwarden.fleet.web.http;

import org.jspecify.annotations.NullMarked;
