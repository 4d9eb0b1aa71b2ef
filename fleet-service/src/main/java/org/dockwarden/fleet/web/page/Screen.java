package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dockwarden.fleet.web.html.Node;

/**
 * What a page shows in its middle.
 *
 * @param section which entry of the navigation it belongs to
 * @param title in the page's language
 */
public record Screen(int status, String section, String title, Node main) {
  static Screen of(String section, String title, Node... main) {
    return new Screen(200, section, title, Node.all(main));
  }

  /** A part that is kept up to date; the id is unique in its page. */
  static Node live(String id, Node... content) {
    return el("div", at("id", id), at("data-live"), Node.all(content));
  }

  /** The live parts: ids, and the HTML inside. */
  public Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    collect(main, parts);
    return parts;
  }

  private static void collect(Node node, Map<String, String> parts) {
    switch (node) {
      case Node.Text _ -> {}
      case Node.Group(var nodes) -> nodes.forEach(it -> collect(it, parts));
      case Node.Element element -> {
        if (element.attribute("data-live").isPresent()) {
          parts.put(element.attribute("id").orElse(""), new Node.Group(element.children()).html());
        } else {
          element.children().forEach(it -> collect(it, parts));
        }
      }
    }
  }
}
