package io.millwright.ingest;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Which records of a source are in Kafka already. A replay that was killed reads this at its start
 * and leaves those out, so that nothing is lost or doubled: an idempotent producer stores the
 * records of a partition in order, and every position is looked up, not only the newest.
 */
public final class ReplayProgress {
  /** Kafka header that every record of a source carries: its {@link SourcePosition}. */
  public static final String HEADER = "source";

  private static final List<Topic<?, ?>> TOPICS =
      List.of(Topics.SCALAR, Topics.WAVEFORM, Topics.AUDIO, Topics.REJECTED, Topics.MACHINE_EVENTS);

  private final Map<String, Map<String, BitSet>> linesByTopicAndFile = new HashMap<>();

  private ReplayProgress() {}

  /** Nothing was sent yet. */
  public static ReplayProgress none() {
    return new ReplayProgress();
  }

  /** Reads the topics that ingest writes from their beginning to their present end. */
  public static ReplayProgress read(KafkaSettings settings) {
    ReplayProgress progress = new ReplayProgress();
    for (Topic<?, ?> topic : TOPICS) {
      progress.read(settings, topic);
    }
    return progress;
  }

  private void read(KafkaSettings settings, Topic<?, ?> topic) {
    try (TopicReader<byte[], byte[]> reader = new TopicReader<>(settings, undecoded(topic))) {
      while (!reader.atEnd()) {
        for (TopicRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
          Header header = record.headers().lastHeader(HEADER);
          if (header != null) {
            add(topic, new String(header.value(), StandardCharsets.UTF_8));
          }
        }
      }
    }
  }

  /**
   * The topic with bytes as they are: only headers matter here, and what another writer may have
   * put there must not stop a replay.
   */
  private static Topic<byte[], byte[]> undecoded(Topic<?, ?> topic) {
    return new Topic<>(
        topic.name(),
        byte[].class,
        Codec::bytes,
        Codec::bytes,
        topic.meaning(),
        topic.format(),
        topic.cleanup(),
        topic.retention(),
        topic.owner(),
        topic.readers());
  }

  /** The header of a record. */
  static Header header(SourcePosition position) {
    return new RecordHeader(HEADER, position.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Takes note of a header's value; one that is no position of a source is another writer's. */
  void add(Topic<?, ?> topic, String source) {
    int mark = source.lastIndexOf('#');
    if (mark > 0 && source.substring(mark + 1).matches("[0-9]{1,9}")) {
      linesByTopicAndFile
          .computeIfAbsent(topic.name(), t -> new HashMap<>())
          .computeIfAbsent(source.substring(0, mark), f -> new BitSet())
          .set(Integer.parseInt(source.substring(mark + 1)));
    }
  }

  /** Whether the record at this position is in the topic. */
  boolean holds(Topic<?, ?> topic, SourcePosition position) {
    Map<String, BitSet> files = linesByTopicAndFile.get(topic.name());
    if (files == null) {
      return false;
    }
    BitSet lines = files.get(position.file());
    return lines != null && lines.get((int) position.line());
  }
}
