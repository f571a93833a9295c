package io.millwright.alerts.cmms;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A text in UTF-8 that fails when it becomes longer than is kept in memory. */
final class LimitedBody implements BodySubscriber<String> {
  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final long limit;
  private long length;
  private boolean tooLong;
  private Flow.@Nullable Subscription source;

  private LimitedBody(long limit) {
    this.limit = limit;
  }

  /**
   * Takes bodies.
   *
   * @param limit in bytes
   */
  static BodyHandler<String> upTo(long limit) {
    return head -> new LimitedBody(limit);
  }

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source = subscription;
    text.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (tooLong) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      length += buffer.remaining();
    }
    if (length <= limit) {
      text.onNext(buffers);
      return;
    }
    tooLong = true;
    if (source != null) {
      source.cancel();
    }
    text.onError(new IOException("the answer is longer than " + limit + " bytes"));
  }

  @Override
  public void onError(Throwable error) {
    if (!tooLong) {
      text.onError(error);
    }
  }

  @Override
  public void onComplete() {
    if (!tooLong) {
      text.onComplete();
    }
  }
}
