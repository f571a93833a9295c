package io.millwright.alerts.cmms.maximo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.Changes;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.mapping.OrderMapping;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders in IBM Maximo: a service request, or a work order that waits for approval. The reference
 * stands in the attribute that the mapping names, {@code externalrecid} of a request and {@code
 * externalrefid} of a work order; the latter is shipped too short for it by some releases and is
 * then to be widened, see the mapping.
 *
 * <p>Every write carries the row stamp of the record it rests on, so Maximo refuses a lost update.
 * What people have taken over is theirs: it only gets work-log entries, each once as far as the
 * link remembers the last. Called by one thread at a time.
 */
public final class MaximoCmms implements Cmms {
  private static final String ROWSTAMP = "rowstamp";
  private static final String LAST_COMMENT = "lastComment";

  private final MaximoApi api;
  private final MaximoSettings.Form form;
  private final Map<Structure, OrderMapping> mappings = new EnumMap<>(Structure.class);

  /**
   * @throws IllegalArgumentException if a mapping is malformed
   */
  public MaximoCmms(MaximoSettings settings, CmmsHttp http) {
    this.api = new MaximoApi(settings, http);
    this.form = settings.as();
    mappings.put(
        Structure.REQUEST,
        OrderMapping.load(
            "maximo",
            MaximoCmms.class,
            "service-request.yaml",
            settings.requestMapping(),
            settings.setting()));
    mappings.put(
        Structure.WORK_ORDER,
        OrderMapping.load(
            "maximo",
            MaximoCmms.class,
            "work-order.yaml",
            settings.workOrderMapping(),
            settings.setting()));
  }

  @Override
  public String name() {
    return "maximo";
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    for (Structure structure : Structure.values()) {
      String field = mapping(structure).searched();
      String where = field + "=" + MaximoApi.quoted(reference);
      for (JsonNode record : query(structure, where)) {
        if (record.path(field).asText().equals(reference)) {
          return Optional.of(external(structure, record, reference, Map.of()));
        }
      }
    }
    return Optional.empty();
  }

  private List<JsonNode> query(Structure structure, String where) {
    return api.query(structure.path, structure.select, where, structure.number);
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    Structure structure =
        form == MaximoSettings.Form.WORK_ORDER || order.status() == Status.APPROVED
            ? Structure.WORK_ORDER
            : Structure.REQUEST;
    JsonNode made = api.create(structure.path, mapping(structure).created(reference, order));
    return external(structure, made, reference, remembering(order, Map.of()));
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    Structure structure = Structure.of(known.id());
    JsonNode record =
        record(known.id())
            .orElseThrow(() -> CmmsException.conflict("Maximo: " + known.id() + " is gone"));
    ExternalOrder now = external(structure, record, known.reference(), known.extra());
    if (!stamp(now).equals(stamp(known))) {
      throw CmmsException.conflict(
          "Maximo: " + known.id() + " has row stamp " + stamp(now) + ", known is " + stamp(known));
    }
    if (now.status().ended()) {
      return now;
    }
    ObjectNode changes = changes(structure, now, order);
    if (!changes.isEmpty()) {
      api.merge(structure.path, record, changes);
    }
    return record(known.id())
        .map(r -> external(structure, r, known.reference(), remembering(order, known.extra())))
        .orElseThrow(() -> CmmsException.conflict("Maximo: " + known.id() + " is gone"));
  }

  private static String stamp(ExternalOrder order) {
    return order.extra().getOrDefault(ROWSTAMP, order.updatedAt().toString());
  }

  private ObjectNode changes(Structure structure, ExternalOrder now, WorkOrder order) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    boolean untouched = now.status() == ExternalStatus.OPEN;
    switch (order.status()) {
      case WITHDRAWN, REJECTED -> {
        if (untouched) {
          return changes.put("status", structure.cancelled);
        }
      }
      case COMPLETED -> changes.put("status", structure.done);
      default -> {
        if (untouched) {
          return mapping(structure).updated(now.reference(), order, false);
        }
      }
    }
    List<String> news = news(order, now.extra().get(LAST_COMMENT));
    if (!news.isEmpty()) {
      var log = changes.putArray("worklog");
      news.forEach(
          comment ->
              log.addObject()
                  .put("description", comment.substring(0, Math.min(100, comment.length())))
                  .put("description_longdescription", comment)
                  .put("logtype", "CLIENTNOTE"));
    }
    return changes;
  }

  /** Comments after the last that was sent; if that is not known, only the latest. */
  private static List<String> news(WorkOrder order, @Nullable String last) {
    List<String> all = order.comments();
    for (int i = all.size() - 1; last != null && i >= 0; i--) {
      if (mark(all.get(i)).equals(last)) {
        return all.subList(i + 1, all.size());
      }
    }
    return all.isEmpty() ? List.of() : List.of(all.get(all.size() - 1));
  }

  private static Map<String, String> remembering(WorkOrder order, Map<String, String> extra) {
    List<String> all = order.comments();
    return all.isEmpty() ? extra : Map.of(LAST_COMMENT, mark(all.get(all.size() - 1)));
  }

  private static String mark(String comment) {
    return Integer.toHexString(comment.hashCode()) + ":" + comment.length();
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    Structure structure = Structure.of(known.id());
    return record(known.id()).map(r -> external(structure, r, known.reference(), known.extra()));
  }

  private Optional<JsonNode> record(String id) {
    Structure structure = Structure.of(id);
    return query(structure, structure.where(id)).stream()
        .filter(record -> structure.id(record).equals(id))
        .findFirst();
  }

  @Override
  public Changes changedSince(Instant since) {
    Changes.Reading changed = new Changes.Reading();
    for (Structure structure : Structure.values()) {
      String where =
          mapping(structure).searched()
              + "=\"MW%\" and changedate>="
              // The second that the time is in: Maximo's dates have no fractions.
              + MaximoApi.quoted(since.truncatedTo(ChronoUnit.SECONDS).toString());
      for (JsonNode record : query(structure, where)) {
        changed.add(
            structure.id(record),
            () -> mapping(structure).reference(record),
            reference -> external(structure, record, reference, Map.of()));
      }
    }
    return changed.changes();
  }

  private OrderMapping mapping(Structure structure) {
    return Objects.requireNonNull(mappings.get(structure));
  }

  private ExternalOrder external(
      Structure structure, JsonNode record, String reference, Map<String, String> kept) {
    Map<String, String> extra = new HashMap<>(kept);
    extra.put(ROWSTAMP, record.path("_rowstamp").asText());
    return mapping(structure).read(structure.id(record), reference, record, extra);
  }
}
