package org.dockwarden.gateway.http;

import io.netty.channel.Channel;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;

/** Tells which dock is at the other end of a connection; asked for every request. */
@FunctionalInterface
interface Peer {
  /** The dock; a certificate that is no longer good is an error. */
  DockId of(Channel channel) throws EvidenceException;
}
