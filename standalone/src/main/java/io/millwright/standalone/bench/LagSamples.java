package io.millwright.standalone.bench;

import io.millwright.contracts.Topic;
import io.millwright.standalone.flow.ConsumerLag;
import java.util.ArrayList;
import java.util.List;

/** Looks twice a second how many records of a topic a group has not committed yet. */
final class LagSamples {
  private static final long EVERY_MILLIS = 500;

  private final ConsumerLag offsets;
  private final String group;
  private final Topic<?, ?> topic;
  private final List<Long> samples = new ArrayList<>(); // of the thread, and after its end
  private final Thread thread = new Thread(this::sample, "bench-lag");
  private volatile boolean stopped;

  /** Begins. */
  LagSamples(ConsumerLag offsets, String group, Topic<?, ?> topic) {
    this.offsets = offsets;
    this.group = group;
    this.topic = topic;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * How it went.
   *
   * @param largest of all samples
   * @param last at the end, some seconds after the last record was sent
   * @param firstHalfMean of the first half of the samples
   * @param secondHalfMean of the rest; if it is not above the first, the lag does not grow
   */
  record Course(long largest, long last, double firstHalfMean, double secondHalfMean) {}

  private void sample() {
    while (!stopped) {
      samples.add(lag());
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long lag() {
    var ends = offsets.ends(List.of(topic));
    var committed = offsets.committed(group);
    return ends.entrySet().stream()
        .mapToLong(e -> Math.max(0, e.getValue() - committed.getOrDefault(e.getKey(), 0L)))
        .sum();
  }

  Course end() throws InterruptedException {
    stopped = true;
    thread.join(20_000);
    int half = samples.size() / 2;
    return new Course(
        samples.stream().mapToLong(Long::longValue).max().orElse(0),
        lag(),
        mean(samples.subList(0, half)),
        mean(samples.subList(half, samples.size())));
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(0);
  }
}
