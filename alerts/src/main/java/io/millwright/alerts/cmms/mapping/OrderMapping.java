package io.millwright.alerts.cmms.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport.Outcome;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declared translation between orders of the platform and those of a maintenance system.
 *
 * <pre>
 * tables:               # codes, by table; for $code(table, value)
 *   priority: {LOW: "4", …}
 * searched: refno       # the field of create that carries the reference, to find orders by
 * mandatory: [title]    # fields of create that must not come out empty
 * create:               # field there (dots nest): JSONata over what is known here
 *   title: $clip(order.title, 100)
 * update: [title]       # fields that are written again while nobody has taken the order over
 * comment: [notes]      # fields that are written when somebody has; none where comments are told otherwise
 * read:                 # field of an ExternalOrder: JSONata over the system's JSON
 *   status: $code('status', status)
 *   updatedAt: changedate
 * </pre>
 *
 * <p>Expressions of {@code create} see {@code order} (a {@link WorkOrder} as public events write
 * it), {@code reference}, {@code asset} (its id in this system: of {@code externalIds} the entry of
 * the system's name, else of {@code cmms}), {@code hours} (of the recommended work) and {@code
 * setting} (constants from the configuration). Fields that are null are left out on both sides, so
 * that an expression need not tell null from absent. Not thread-safe.
 */
public final class OrderMapping {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final List<String> READ =
      List.of("reference", "status", "outcome", "found", "reportedBy", "updatedAt");

  private final String system;
  private final Map<String, String> setting;
  private final List<Expression> create = new ArrayList<>();
  private final Map<String, Expression> read = new LinkedHashMap<>();
  private final String searched;
  private final List<String> mandatory;
  private final List<String> update;
  private final List<String> comment;

  /** As the file has it. */
  private record Declared(
      @Nullable Map<String, Map<String, String>> tables,
      @Nullable String searched,
      @Nullable List<String> mandatory,
      @Nullable Map<String, String> create,
      @Nullable List<String> update,
      @Nullable List<String> comment,
      @Nullable Map<String, String> read) {}

  /**
   * Reads a mapping.
   *
   * @param system name of the system, which is also its key in {@code externalIds}
   * @param shipped resource beside {@code owner} that is used if there is no file
   * @param file of the plant; null for the shipped mapping
   * @param setting constants for the expressions
   * @throws IllegalArgumentException if it is malformed, with all that is wrong with it
   * @throws UncheckedIOException if it cannot be read
   */
  public static OrderMapping load(
      String system,
      Class<?> owner,
      String shipped,
      @Nullable Path file,
      Map<String, String> setting) {
    String name = file == null ? shipped : file.toString();
    try (InputStream in =
        file == null
            ? Objects.requireNonNull(owner.getResourceAsStream(shipped), shipped)
            : Files.newInputStream(file)) {
      return new OrderMapping(system, name, YAML.readValue(in, Declared.class), setting);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OrderMapping(String system, String name, Declared declared, Map<String, String> setting) {
    this.system = system;
    this.setting = Map.copyOf(setting);
    this.searched = declared.searched() == null ? "" : declared.searched();
    this.mandatory = orEmpty(declared.mandatory());
    this.update = orEmpty(declared.update());
    this.comment = orEmpty(declared.comment());
    Map<String, Map<String, String>> tables = orEmpty(declared.tables());
    List<String> wrong = new ArrayList<>();
    orEmpty(declared.create())
        .forEach((field, text) -> compile(wrong, field, text, tables).ifPresent(create::add));
    orEmpty(declared.read())
        .forEach(
            (field, text) ->
                compile(wrong, field, text, tables).ifPresent(e -> read.put(field, e)));
    List<String> fields = new ArrayList<>(orEmpty(declared.create()).keySet());
    if (!mandatory.contains(searched)) {
      wrong.add("searched: '" + searched + "' must be a mandatory field: orders are found by it");
    }
    mandatory.stream()
        .filter(f -> !fields.contains(f))
        .forEach(f -> wrong.add("mandatory: no field " + f));
    Stream.concat(update.stream(), comment.stream())
        .filter(f -> !fields.contains(f))
        .forEach(f -> wrong.add("update or comment: no field " + f));
    orEmpty(declared.read()).keySet().stream()
        .filter(f -> !READ.contains(f))
        .forEach(f -> wrong.add("read: unknown field " + f + "; known: " + READ));
    for (String needed : List.of("status", "updatedAt")) {
      if (!orEmpty(declared.read()).containsKey(needed)) {
        wrong.add("read: " + needed + " is missing");
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(name + ": " + String.join("; ", wrong));
    }
  }

  /** The system's field that carries the reference. */
  public String searched() {
    return searched;
  }

  /**
   * A new order, as the system takes it.
   *
   * @throws CmmsException of the mapping if a mandatory field comes out empty
   */
  public ObjectNode created(String reference, WorkOrder order) {
    return write(reference, order, create);
  }

  /**
   * The fields that are written again when the order has news.
   *
   * @param theirs whether people have taken it over, so that only what holds comments is written
   * @throws CmmsException as {@link #created}
   */
  public ObjectNode updated(String reference, WorkOrder order, boolean theirs) {
    List<String> fields = theirs ? comment : update;
    return write(
        reference, order, create.stream().filter(e -> fields.contains(e.field())).toList());
  }

  private ObjectNode write(String reference, WorkOrder order, List<Expression> expressions) {
    Map<String, Object> input = input(reference, order);
    ObjectNode target = YAML.createObjectNode();
    for (Expression e : expressions) {
      Object value = e.of(input);
      if (value != null) {
        put(target, e.field(), YAML.valueToTree(value));
      } else if (mandatory.contains(e.field())) {
        throw CmmsException.mapping(
            system
                + ": mandatory field "
                + e.field()
                + " came out empty for order "
                + order.workOrderId()
                + "; its expression is "
                + e.text());
      }
    }
    return target;
  }

  private Map<String, Object> input(String reference, WorkOrder order) {
    ObjectNode input = YAML.createObjectNode();
    input.set("order", CloudEventCodec.JSON.valueToTree(order));
    input.put("reference", reference);
    input.put("asset", order.externalIds().getOrDefault(system, order.externalIds().get("cmms")));
    if (order.recommendation() != null) {
      input.put("hours", order.recommendation().duration().toMinutes() / 60.0);
    }
    input.set("setting", YAML.valueToTree(setting));
    return map(input);
  }

  private static void put(ObjectNode target, String field, JsonNode value) {
    ObjectNode at = target;
    String[] path = field.split("\\.");
    for (int i = 0; i < path.length - 1; i++) {
      at = at.withObjectProperty(path[i]);
    }
    at.set(path[path.length - 1], value);
  }

  /**
   * The reference of the platform in an order of the system; empty if it has none.
   *
   * @param theirs an order as the system gives it
   */
  public String reference(JsonNode theirs) {
    return text(theirs, "reference");
  }

  /**
   * An order of the system in the platform's words.
   *
   * @param theirs as the system gives it
   * @param reference that it was made with
   * @throws CmmsException of the mapping, for example for a status that the tables do not know
   */
  public ExternalOrder read(
      String id, String reference, JsonNode theirs, Map<String, String> extra) {
    String status = needed(theirs, id, "status");
    String outcome = text(theirs, "outcome");
    String by = text(theirs, "reportedBy");
    return new ExternalOrder(
        id,
        reference,
        constant(ExternalStatus.class, status, id),
        outcome.isEmpty() ? null : constant(Outcome.class, outcome, id),
        text(theirs, "found"),
        by.isEmpty() ? null : by,
        time(needed(theirs, id, "updatedAt"), id),
        extra);
  }

  private String needed(JsonNode theirs, String id, String field) {
    String value = text(theirs, field);
    if (value.isEmpty()) {
      throw CmmsException.mapping(
          system
              + ": order "
              + id
              + " there has no "
              + field
              + "; its expression is "
              + Objects.requireNonNull(read.get(field)).text());
    }
    return value;
  }

  private String text(JsonNode theirs, String field) {
    Expression e = read.get(field);
    Object value = e == null ? null : e.of(map(theirs));
    return value == null ? "" : value.toString().strip();
  }

  private <E extends Enum<E>> E constant(Class<E> type, String name, String id) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw CmmsException.mapping(
          system + ": order " + id + " there: '" + name + "' is no " + type.getSimpleName());
    }
  }

  /** ISO 8601 with an offset, or milliseconds of the epoch. */
  private Instant time(String text, String id) {
    try {
      return text.matches("-?\\d+")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw CmmsException.mapping(
          system + ": order " + id + " there: updatedAt is no time: " + text);
    }
  }

  private static Map<String, Object> map(JsonNode node) {
    return YAML.convertValue(withoutNulls(node.deepCopy()), OBJECT);
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(entry -> entry.getValue().isNull());
    }
    node.forEach(OrderMapping::withoutNulls);
    return node;
  }

  private static Optional<Expression> compile(
      List<String> wrong, String field, String text, Map<String, Map<String, String>> tables) {
    try {
      return Optional.of(new Expression(field, text, tables));
    } catch (IllegalArgumentException e) {
      wrong.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : map;
  }
}
