package io.millwright.alerts.cmms.webhook;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.millwright.alerts.cmms.Changes;
import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsHttp;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.WorkOrder;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a receiver of every snapshot as a CloudEvent over HTTP, structured or binary. A message can
 * be sent twice, when an answer was lost, and nobody can be asked: the receiver ignores an id
 * (order and revision) that it has taken before, and lays a snapshot over the older one of its
 * order. A snapshot that is overtaken before it could be sent is left out.
 *
 * <p>What is told of the order there is what was sent; nothing is heard back.
 */
public final class WebhookCmms implements Cmms {
  private static final JsonFormat FORMAT = new JsonFormat();

  private final WebhookSettings settings;
  private final CmmsHttp http;
  private final InstantSource clock;
  private final Codec<WorkOrder> codec = Topics.WORK_ORDERS.valueCodec().get();
  private final @Nullable WebhookSignature signature;

  /** Connects to nothing yet. */
  public WebhookCmms(WebhookSettings settings, CmmsHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
    this.signature =
        settings.signingSecret() == null ? null : new WebhookSignature(settings.signingSecret());
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean answersQuestions() {
    return false;
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    send(reference, order);
    return told(reference, order);
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    send(known.reference(), order);
    return told(known.reference(), order);
  }

  private void send(String reference, WorkOrder order) {
    CloudEvent event = FORMAT.deserialize(codec.encode(order));
    HttpRequest.Builder request = HttpRequest.newBuilder(settings.url());
    MessageWriter<?, Void> writer =
        HttpMessageFactory.createWriter(
            (name, value) ->
                request.setHeader(name, name.startsWith("ce-") ? HeaderText.of(value) : value),
            body -> finish(request, event.getId(), body));
    if (settings.mode() == WebhookSettings.Mode.STRUCTURED) {
      writer.writeStructured(event, FORMAT);
    } else {
      writer.writeBinary(event);
    }
    request.setHeader("millwright-reference", reference);
    if (settings.token() != null) {
      request.setHeader("Authorization", "Bearer " + settings.token().value());
    }
    http.send(request);
  }

  private void finish(HttpRequest.Builder request, String id, byte[] body) {
    request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signature != null) {
      long seconds = clock.instant().getEpochSecond();
      String sent = HeaderText.of(id);
      request.setHeader("webhook-id", sent);
      request.setHeader("webhook-timestamp", Long.toString(seconds));
      request.setHeader("webhook-signature", signature.of(sent, seconds, body));
    }
  }

  private static ExternalOrder told(String reference, WorkOrder order) {
    ExternalStatus status =
        switch (order.status()) {
          case REQUESTED -> ExternalStatus.OPEN;
          case APPROVED -> ExternalStatus.APPROVED;
          case REJECTED, WITHDRAWN -> ExternalStatus.CANCELLED;
          case COMPLETED -> ExternalStatus.DONE;
        };
    return new ExternalOrder(
        reference, reference, status, null, "", null, order.updatedAt(), Map.of());
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    throw unanswerable();
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    throw unanswerable();
  }

  @Override
  public Changes changedSince(Instant since) {
    throw unanswerable();
  }

  private static UnsupportedOperationException unanswerable() {
    return new UnsupportedOperationException("a webhook answers no questions");
  }
}
