package org.dockwarden.fleet.alert;

/**
 * An alert for people, in one language.
 *
 * @param title what it is, in two or three words
 * @param severity the word for it
 * @param what what is wrong, a sentence
 * @param where site, dock, bay or camera
 * @param since when it began, in the reader's time zone
 * @param todo what to do, a sentence or two
 */
public record AlertText(
    String title, String severity, String what, String where, String since, String todo) {}
