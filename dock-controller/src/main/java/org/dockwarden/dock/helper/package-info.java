/**
 * How unprivileged code asks a privileged helper: a few plain words, and within a time limit an
 * exit code, its output and a message. The helper is a service behind a Unix domain socket, or a
 * command. Whatever is not a complete answer in time is an error, never a guess.
 *
 * <p>Over a socket a request is the words as one line. The answer is the helper's output, then one
 * last line {@code exit CODE MESSAGE}, then the end of the stream; an answer without its last line
 * is not complete (docs/decisions, 10).
 */
@NullMarked
package org.dockwarden.dock.helper;

import org.jspecify.annotations.NullMarked;
