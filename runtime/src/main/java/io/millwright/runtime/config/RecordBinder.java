package io.millwright.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a record tree from a YAML tree and goes on after a failure, to report them all. */
final class RecordBinder {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Text forms, beside records, collections, enums, numbers and booleans. */
  private static final Map<Class<?>, TextForm> TEXT_FORMS =
      Map.of(
          String.class, new TextForm("a text", text -> text),
          Secret.class, new TextForm("a text", Secret::new),
          Duration.class, new TextForm("a duration such as PT30S or 30s", RecordBinder::duration),
          Instant.class, new TextForm("a time such as 2026-01-31T12:00:00Z", Instant::parse),
          LocalTime.class, new TextForm("a time of day such as 22:00", LocalTime::parse),
          LocalDate.class, new TextForm("a date such as 2026-01-31", LocalDate::parse),
          ZoneId.class, new TextForm("a time zone such as Europe/Berlin", ZoneId::of),
          Path.class, new TextForm("a path", Path::of),
          URI.class, new TextForm("a URI", URI::create));

  private final Placeholders placeholders;
  private final List<String> failures;

  RecordBinder(Placeholders placeholders, List<String> failures) {
    this.placeholders = placeholders;
    this.failures = failures;
  }

  @Nullable Object bind(JsonNode tree, Class<? extends Record> type) {
    return record(tree, type, "");
  }

  /** Null after a failure, which is then on the list. */
  private @Nullable Object value(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return collection(node, generic, path);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord() && raw != Secret.class) {
      return record(node, raw, path);
    }
    if (!node.isValueNode() || node.isNull()) {
      return fail(path, "expected " + expectation(raw) + ", found " + kind(node));
    }
    String text;
    try {
      text = placeholders.resolve(node.asText());
    } catch (Placeholders.UnresolvedException e) {
      return fail(path, String.valueOf(e.getMessage()));
    }
    try {
      return scalar(text, raw);
    } catch (RuntimeException e) {
      String found = raw == Secret.class ? "" : ", found '" + text + "'";
      return fail(path, "expected " + expectation(raw) + found);
    }
  }

  private @Nullable Object record(JsonNode node, Class<?> type, String path) {
    if (node.isMissingNode() || node.isNull()) {
      node = JsonNodeFactory.instance.objectNode();
    }
    if (!node.isObject()) {
      return fail(path, "expected keys and values, found " + kind(node));
    }
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(node, components, path);
    int before = failures.size();
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = component(node, components[i], path);
    }
    return failures.size() > before ? null : construct(type, components, arguments, path);
  }

  private void refuseUnknown(JsonNode node, RecordComponent[] components, String path) {
    Set<String> known =
        Arrays.stream(components)
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        fail(child(path, key), "unknown key; known here: " + String.join(", ", known));
      }
    }
  }

  private @Nullable Object component(JsonNode node, RecordComponent component, String path) {
    String at = child(path, component.getName());
    JsonNode given = node.path(component.getName());
    if (!given.isMissingNode() && !given.isNull()) {
      return value(given, component.getGenericType(), at);
    }
    Default absent = component.getAnnotation(Default.class);
    if (absent != null) {
      try {
        return value(YAML.readTree(absent.value()), component.getGenericType(), at);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(at + ": default is not YAML: " + absent.value(), e);
      }
    }
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return null;
    }
    Class<?> type = component.getType();
    if (type.isRecord() && type != Secret.class) {
      return record(given, type, at);
    }
    if (component.getGenericType() instanceof ParameterizedType generic) {
      return empty((Class<?>) generic.getRawType());
    }
    return fail(at, "required: " + expectation(type));
  }

  private @Nullable Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] arguments, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return fail(path, String.valueOf(refused.getMessage()));
      }
      throw new IllegalStateException(type + " fails at " + path, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a configuration record", e);
    }
  }

  private @Nullable Object collection(JsonNode node, ParameterizedType type, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Map.class) {
      if (!node.isObject()) {
        return fail(path, "expected keys and values, found " + kind(node));
      }
      Map<String, Object> map = new LinkedHashMap<>();
      node.forEachEntry(
          (key, item) -> {
            Object value = value(item, arguments[1], child(path, key));
            if (value != null) {
              map.put(key, value);
            }
          });
      return map;
    }
    if (!node.isArray()) {
      return fail(path, "expected a list, found " + kind(node));
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      Object item = value(node.get(i), arguments[0], path + "[" + i + "]");
      if (item != null) {
        items.add(item);
      }
    }
    return raw == Set.class ? new LinkedHashSet<>(items) : items;
  }

  private static Object empty(Class<?> raw) {
    return raw == Map.class ? Map.of() : raw == Set.class ? Set.of() : List.of();
  }

  private static Object scalar(String text, Class<?> type) {
    if (type.isEnum()) {
      return constant(text, type);
    }
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    }
    if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException(text);
      }
      return Boolean.valueOf(text);
    }
    return form(type).read().of(text);
  }

  /** Enum constants are written as in Java or in lower case with hyphens. */
  private static Object constant(String text, Class<?> type) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static Duration duration(String text) {
    return text.startsWith("P")
        ? Duration.parse(text)
        : Duration.parse(
            text.endsWith("ms")
                ? "PT" + Integer.parseInt(text.substring(0, text.length() - 2)) / 1000.0 + "S"
                : "PT" + text.toUpperCase(Locale.ROOT));
  }

  private static String expectation(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return form(type).expectation();
  }

  private static TextForm form(Class<?> type) {
    TextForm form = TEXT_FORMS.get(type);
    if (form == null) {
      throw new IllegalStateException(type + " cannot stand in a configuration");
    }
    return form;
  }

  private static String kind(JsonNode node) {
    return node.isObject()
        ? "keys and values"
        : node.isArray() ? "a list" : "'" + node.asText() + "'";
  }

  private @Nullable Object fail(String path, String what) {
    failures.add(path.isEmpty() ? what : path + ": " + what);
    return null;
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private record TextForm(String expectation, Reading read) {}

  private interface Reading {
    Object of(String text);
  }
}
