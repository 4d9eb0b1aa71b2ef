package org.dockwarden.fleet.alert;

/**
 * The words for one kind.
 *
 * @param what may hold {@code {value}} and {@code {detail}}
 */
record KindWords(String title, String what, String todo) {}
