/**
 * JSON as evidence needs it: a strict reader that refuses whatever two programs could understand
 * differently (duplicate members, fractions, big numbers, lone surrogates), and the canonical
 * writer of RFC 8785 for the kinds of value that our documents have: objects, arrays, text,
 * integers below 2^53, booleans. Source: {@code spec/evidence-format.md}, M-1 and N-6.
 */
@NullMarked
package org.dockwarden.evidence.json;

import org.jspecify.annotations.NullMarked;
