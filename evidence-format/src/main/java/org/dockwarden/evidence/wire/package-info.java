/**
 * Messages between dock and gateway, and the small texts inside HTTP headers. Source: {@code
 * spec/ingest-protocol.md}.
 */
@NullMarked
package org.dockwarden.evidence.wire;

import org.jspecify.annotations.NullMarked;
