package io.millwright.streams;

import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.ValueTypeInformation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A list of arrivals in memory that behaves as Kafka does: partitioned by key, in order within a
 * partition, and read again from the checkpoint's position after a failure.
 */
public final class RecordedArrivals
    implements Source<Arrival, RecordedArrivals.Split, Collection<RecordedArrivals.Split>>,
        ResultTypeQueryable<Arrival> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<List<Arrival>>> RECORDINGS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final int partitions;
  private final long pauseNanos;

  /**
   * @param partitions as many readers share them
   * @param pauseNanos after every record
   */
  public RecordedArrivals(List<Arrival> arrivals, int partitions, long pauseNanos) {
    List<List<Arrival>> split = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      split.add(new ArrayList<>());
    }
    arrivals.forEach(a -> split.get(Math.floorMod(a.key().hashCode(), partitions)).add(a));
    RECORDINGS.put(id, split);
    this.partitions = partitions;
    this.pauseNanos = pauseNanos;
  }

  /** A topic in which nothing is. */
  public static RecordedArrivals none() {
    return new RecordedArrivals(List.of(), 0, 0); // a reader cannot begin an empty partition
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Arrival, Split> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      splits.add(new Split(id, i, 0, pauseNanos));
    }
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> left) {
    return new IteratorSourceEnumerator<>(context, left);
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ValueTypeInformation.ARRIVAL;
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializer(id, pauseNanos);
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitsSerializer(new SplitSerializer(id, pauseNanos));
  }

  /** A partition from a position on. */
  public record Split(String recording, int partition, int position, long pauseNanos)
      implements IteratorSourceSplit<Arrival, Reading> {
    @Override
    public String splitId() {
      return Integer.toString(partition);
    }

    @Override
    public Reading getIterator() {
      return new Reading(
          RECORDINGS.getOrDefault(recording, List.of()).get(partition), position, pauseNanos);
    }

    @Override
    public Split getUpdatedSplitForIterator(Reading reading) {
      return new Split(recording, partition, reading.position, pauseNanos);
    }
  }

  /** Reads a partition. */
  public static final class Reading implements Iterator<Arrival> {
    private final List<Arrival> arrivals;
    private final long pauseNanos;
    private int position;

    Reading(List<Arrival> arrivals, int position, long pauseNanos) {
      this.arrivals = arrivals;
      this.position = position;
      this.pauseNanos = pauseNanos;
    }

    @Override
    public boolean hasNext() {
      return position < arrivals.size();
    }

    @Override
    public Arrival next() {
      if (pauseNanos > 0) {
        LockSupport.parkNanos(pauseNanos);
      }
      return arrivals.get(position++);
    }
  }

  private record SplitSerializer(String recording, long pauseNanos)
      implements SimpleVersionedSerializer<Split> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return ByteBuffer.allocate(8).putInt(split.partition).putInt(split.position).array();
    }

    @Override
    public Split deserialize(int version, byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      return new Split(recording, in.getInt(), in.getInt(), pauseNanos);
    }
  }

  private record SplitsSerializer(SplitSerializer one)
      implements SimpleVersionedSerializer<Collection<Split>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Split> splits) {
      ByteBuffer out = ByteBuffer.allocate(8 * splits.size());
      splits.forEach(split -> out.put(one.serialize(split)));
      return out.array();
    }

    @Override
    public Collection<Split> deserialize(int version, byte[] bytes) {
      List<Split> splits = new ArrayList<>();
      for (int at = 0; at < bytes.length; at += 8) {
        splits.add(one.deserialize(version, java.util.Arrays.copyOfRange(bytes, at, at + 8)));
      }
      return splits;
    }
  }
}
