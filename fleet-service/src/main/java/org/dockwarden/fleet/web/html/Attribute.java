package org.dockwarden.fleet.web.html;

/** An attribute; with an empty value it is written without one, as {@code hidden}. */
public record Attribute(String name, String value) implements Part {}
