/** Tests of the age format: boundaries, faults, vectors, and other implementations as oracles. */
@NullMarked
package org.dockwarden.evidence.age;

import org.jspecify.annotations.NullMarked;
