package io.millwright.streams;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps in memory what it is given, whatever happens to the job: at least once, as Kafka does.
 *
 * @param <T> what it is given
 */
public final class CollectingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Kept> KEPT = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final List<Integer> failAt;

  private record Kept(Queue<Object> records, AtomicInteger failures) {}

  /**
   * @param failAt numbers of records at which the sink fails once each, ascending
   */
  public CollectingSink(List<Integer> failAt) {
    this.failAt = new ArrayList<>(failAt);
    KEPT.put(id, new Kept(new ConcurrentLinkedQueue<>(), new AtomicInteger()));
  }

  /** A sink that never fails. */
  public CollectingSink() {
    this(List.of());
  }

  /** What was written so far. */
  @SuppressWarnings("unchecked") // only T is written under this id
  public List<T> records() {
    return (List<T>) List.copyOf(kept().records());
  }

  /** How often it failed. */
  public int failures() {
    return kept().failures().get();
  }

  private Kept kept() {
    return KEPT.computeIfAbsent(
        id, none -> new Kept(new ConcurrentLinkedQueue<>(), new AtomicInteger()));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Kept kept = kept();
    return new SinkWriter<>() {
      @Override
      public void write(T record, Context writing) throws IOException {
        kept.records().add(record);
        int failed = kept.failures().get();
        if (failed < failAt.size()
            && kept.records().size() >= failAt.get(failed)
            && kept.failures().compareAndSet(failed, failed + 1)) {
          throw new IOException("failure " + (failed + 1) + " of the test");
        }
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
