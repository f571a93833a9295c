package io.millwright.runtime.kafka;

/** A Kafka operation that failed for good: after the client's own retries. */
public final class KafkaFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KafkaFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
