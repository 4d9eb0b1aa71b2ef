/**
 * When something is an alert: rules with hysteresis over observations, folding of a whole site into
 * one alert, damping of what flaps, silences and acknowledgements, and the words for people. Pure:
 * no clock, no files, no network. Everything that opens is told or silenced, and ends only when it
 * was seen to be good; memory has limits with names.
 */
@NullMarked
package org.dockwarden.fleet.alert;

import org.jspecify.annotations.NullMarked;
