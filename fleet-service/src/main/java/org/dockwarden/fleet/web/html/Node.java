package org.dockwarden.fleet.web.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A piece of a page. Immutable. */
public sealed interface Node extends Part {
  /** Text, which is escaped. */
  record Text(String text) implements Node {}

  /** An element. */
  record Element(String name, List<Attribute> attributes, List<Node> children) implements Node {
    public Element {
      attributes = List.copyOf(attributes);
      children = List.copyOf(children);
    }

    /** The value of an attribute. */
    public Optional<String> attribute(String wanted) {
      return attributes.stream()
          .filter(it -> it.name().equals(wanted))
          .map(Attribute::value)
          .findFirst();
    }
  }

  /** Some nodes in a row. */
  record Group(List<Node> nodes) implements Node {
    public Group {
      nodes = List.copyOf(nodes);
    }
  }

  /** Elements without content (HTML, 13.1.2). */
  Set<String> VOID = Set.of("br", "input", "link", "meta", "hr", "img", "wbr");

  /** Nothing at all. */
  static Node nothing() {
    return new Group(List.of());
  }

  /** An element with its attributes and children, in any order. */
  static Node el(String name, Part... parts) {
    List<Attribute> attributes = new ArrayList<>();
    List<Node> children = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Attribute attribute -> attributes.add(attribute);
        case Node node -> children.add(node);
      }
    }
    return new Element(name, attributes, children);
  }

  /** An attribute. */
  static Attribute at(String name, String value) {
    return new Attribute(name, value);
  }

  /** An attribute without a value. */
  static Attribute at(String name) {
    return new Attribute(name, "");
  }

  /** Text. */
  static Node t(String text) {
    return new Text(text);
  }

  /** Nodes in a row. */
  static Node all(Collection<? extends Node> nodes) {
    return new Group(List.copyOf(nodes));
  }

  /** Nodes in a row. */
  static Node all(Node... nodes) {
    return new Group(List.of(nodes));
  }

  /** The node, or nothing. */
  static Node when(boolean condition, Node node) {
    return condition ? node : nothing();
  }

  /** As HTML. */
  default String html() {
    StringBuilder out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  private static void write(Node node, StringBuilder out) {
    switch (node) {
      case Text(String text) -> escape(text, out);
      case Group(List<Node> nodes) -> nodes.forEach(it -> write(it, out));
      case Element element -> writeElement(element, out);
    }
  }

  private static void writeElement(Element element, StringBuilder out) {
    out.append('<').append(element.name());
    for (Attribute attribute : element.attributes()) {
      out.append(' ').append(attribute.name());
      if (!attribute.value().isEmpty()) {
        out.append("=\"");
        escape(attribute.value(), out);
        out.append('"');
      }
    }
    out.append('>');
    if (!VOID.contains(element.name())) {
      element.children().forEach(child -> write(child, out));
      out.append("</").append(element.name()).append('>');
    }
  }

  private static void escape(String text, StringBuilder out) {
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      switch (letter) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(letter);
      }
    }
  }
}
