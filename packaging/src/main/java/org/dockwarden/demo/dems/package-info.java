/**
 * A stand-in for the force's evidence management system: takes bags from a hot folder, checks each
 * by itself with code that shares nothing with the gateway's, and acknowledges or rejects it.
 * Source: {@code spec/evidence-format.md}, section 8, and RFC 8493.
 */
@NullMarked
package org.dockwarden.demo.dems;

import org.jspecify.annotations.NullMarked;
