package io.millwright.standalone.flow;

import io.millwright.contracts.Topic;
import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether all readers have read all there is. Readers form a chain, each reading what those before
 * it write: the answer is yes when none is behind from the first to the last, in this order.
 */
public final class Quiescence implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final List<Reader> chain;
  private final List<Topic<?, ?>> held;
  private final Duration holding;
  private final Offsets lag;

  /**
   * A consumer group and the topics whose end offsets it must have committed.
   *
   * @param group consumer group
   * @param topics what it reads
   */
  public record Reader(String group, List<Topic<?, ?>> topics) {
    public Reader {
      topics = List.copyOf(topics);
    }
  }

  /**
   * @param chain readers, each reading what those before it write
   * @param held topics whose records a reader may hold back after it has committed that it read
   *     them
   * @param holding for how long at most
   */
  public Quiescence(
      KafkaSettings kafka, List<Reader> chain, List<Topic<?, ?>> held, Duration holding) {
    this(new ConsumerLag(kafka), chain, held, holding);
  }

  Quiescence(Offsets lag, List<Reader> chain, List<Topic<?, ?>> held, Duration holding) {
    this.chain = List.copyOf(chain);
    this.held = List.copyOf(held);
    this.holding = holding;
    this.lag = lag;
  }

  /**
   * Waits until nobody is behind, for as long as something still moves.
   *
   * @param patience how long nothing may move while somebody is behind
   * @param stopped asked between looks
   * @throws IllegalStateException naming who is behind, when patience is at its end
   */
  public void await(Duration patience, BooleanSupplier stopped) throws InterruptedException {
    String before = "";
    long since = System.nanoTime();
    while (!stopped.getAsBoolean()) {
      String behind = behind();
      if (behind.isEmpty() && !holdsBack()) {
        return;
      }
      // That nobody is behind and it does not end means that something came out: it moves.
      if (behind.isEmpty() || !behind.equals(before)) {
        before = behind;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new IllegalStateException(
            "nothing moves for " + patience.toSeconds() + " s: " + behind);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether something that was held back came out while we waited for it. */
  private boolean holdsBack() throws InterruptedException {
    if (lag.ends(held).values().stream().allMatch(end -> end == 0)) {
      return false;
    }
    Map<TopicPartition, Long> before = ends();
    Thread.sleep(holding.toMillis());
    return !ends().equals(before);
  }

  private Map<TopicPartition, Long> ends() {
    Set<Topic<?, ?>> topics = new LinkedHashSet<>();
    chain.forEach(reader -> topics.addAll(reader.topics()));
    return lag.ends(List.copyOf(topics));
  }

  /** The first reader that is behind, and where; empty if none is. */
  String behind() {
    for (Reader reader : chain) {
      Map<TopicPartition, Long> read = lag.committed(reader.group());
      Map<TopicPartition, Long> ends = lag.ends(reader.topics());
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        long committed = read.getOrDefault(end.getKey(), 0L);
        if (committed < end.getValue()) {
          return reader.group()
              + " has read "
              + committed
              + " of "
              + end.getValue()
              + " of "
              + end.getKey();
        }
      }
    }
    return "";
  }

  @Override
  public void close() {
    lag.close();
  }
}
