package org.dockwarden.fleet.web.html;

/** What an element is made of: attributes and nodes. */
public sealed interface Part permits Attribute, Node {}
