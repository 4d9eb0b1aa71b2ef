/**
 * The default connector: a hot folder in which each recording appears as a BagIt bag (RFC 8493),
 * and a folder in which the DEMS answers. Source: {@code spec/evidence-format.md}, section 8.
 */
@NullMarked
package org.dockwarden.gateway.delivery.bagit;

import org.jspecify.annotations.NullMarked;
