/**
 * Campaigns: long runs with real processes in which things go wrong at random moments, each with a
 * seed that is printed. Their short forms are integration tests; {@code system-tests/campaign} runs
 * the long ones.
 */
@NullMarked
package org.dockwarden.system.campaign;

import org.jspecify.annotations.NullMarked;
