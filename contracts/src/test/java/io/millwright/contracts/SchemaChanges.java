package io.millwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a JSON Schema changed in a way that readers or stored events would notice. Free to change are
 * descriptions; free to add are optional properties.
 */
final class SchemaChanges {
  private static final Set<String> TEXTS = Set.of("description", "$comment", "examples");

  private SchemaChanges() {}

  /** What breaks a reader of {@code before} or an event that fitted it; empty if nothing. */
  static List<String> breaking(JsonNode before, JsonNode now) {
    List<String> changes = new ArrayList<>();
    schema("", before, now, changes);
    return changes;
  }

  private static void schema(String path, JsonNode before, JsonNode now, List<String> changes) {
    Set<String> keywords = names(before);
    keywords.addAll(names(now));
    keywords.removeAll(TEXTS);
    for (String keyword : keywords) {
      JsonNode was = before.path(keyword);
      JsonNode is = now.path(keyword);
      String here = path + "/" + keyword;
      switch (keyword) {
        case "properties" -> properties(here, was, is, changes);
        case "items", "additionalProperties" -> {
          if (was.isObject() && is.isObject()) {
            schema(here, was, is, changes);
          } else {
            same(here, was, is, changes);
          }
        }
        case "required", "enum", "type" -> sameSet(here, was, is, changes);
        default -> same(here, was, is, changes);
      }
    }
  }

  private static void properties(String path, JsonNode was, JsonNode is, List<String> changes) {
    for (String property : names(was)) {
      if (is.has(property)) {
        schema(path + "/" + property, was.get(property), is.get(property), changes);
      } else {
        changes.add(path + "/" + property + " is gone");
      }
    }
  }

  private static void sameSet(String path, JsonNode was, JsonNode is, List<String> changes) {
    if (!set(was).equals(set(is))) {
      changes.add(path + ": " + was + " became " + is);
    }
  }

  private static void same(String path, JsonNode was, JsonNode is, List<String> changes) {
    if (!was.equals(is)) {
      changes.add(path + ": " + was + " became " + (is instanceof MissingNode ? "nothing" : is));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<JsonNode> set(JsonNode values) {
    Set<JsonNode> set = new HashSet<>();
    if (values.isArray()) {
      values.forEach(set::add);
    } else {
      set.add(values);
    }
    return set;
  }
}
