package io.millwright.standalone.flow;

import io.millwright.contracts.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups have read, and how far topics go. */
public interface Offsets extends AutoCloseable {
  /** The next record that a group will read, for each partition that it has ever committed. */
  Map<TopicPartition, Long> committed(String group);

  /** The next record that will be written, of every partition; open transactions do not count. */
  Map<TopicPartition, Long> ends(List<Topic<?, ?>> topics);

  @Override
  void close();
}
