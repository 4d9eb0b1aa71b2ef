/**
 * Documents with a detached CMS signature (RFC 5652, SignedData, DER), and the keys that make and
 * check them. {@code openssl cms -verify -binary} checks the same bytes. Source: {@code
 * spec/evidence-format.md}, section 7.
 */
@NullMarked
package org.dockwarden.evidence.signing;

import org.jspecify.annotations.NullMarked;
