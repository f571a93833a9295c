package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveredOffsetsTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private static Parcel parcel(long offset) {
    return new Parcel(PARTITION, offset, Messages.mail("id", "ann", "s", Instant.EPOCH));
  }

  @Test
  void theFirstThatWaitsIsCommittedAndWhatIsBeyondItIsNoted() {
    DeliveredOffsets at = new DeliveredOffsets(null);
    assertThat(at.committable()).isNull();
    for (long o : new long[] {5, 6, 7, 9, 10, 12}) {
      at.begin(o, parcel(o));
    }
    at.end(7);
    at.end(9);
    at.end(10);
    assertThat(at.committable()).isEqualTo(new OffsetAndMetadata(5, "7-7,9-10"));

    DeliveredOffsets restarted = new DeliveredOffsets(at.committable());
    assertThat(restarted.isDone(5)).isFalse();
    assertThat(restarted.isDone(7)).isTrue();
    assertThat(restarted.isDone(8)).isFalse();
    assertThat(restarted.isDone(10)).isTrue();

    at.end(5);
    assertThat(at.committable()).isEqualTo(new OffsetAndMetadata(6, "7-7,9-10"));
    at.end(6);
    at.end(12);
    assertThat(at.committable()).isEqualTo(new OffsetAndMetadata(13, ""));
    assertThat(at.waiting()).isZero();
    at.committed(Objects.requireNonNull(at.committable()));
    assertThat(at.committable()).as("nothing new").isNull();
  }

  @Test
  void theNoteIsNoLongerThanABrokerTakes() {
    DeliveredOffsets at = new DeliveredOffsets(null);
    at.begin(0, parcel(0));
    for (long o = 1_000_000_000L; o < 1_000_010_000L; o += 2) {
      at.begin(o, parcel(o));
      at.end(o);
    }
    OffsetAndMetadata committed = Objects.requireNonNull(at.committable());
    assertThat(committed.metadata().length()).isBetween(3900, 4096);
    assertThat(new DeliveredOffsets(committed).isDone(1_000_000_000L)).isTrue();
  }

  @Test
  void aNoteOfSomebodyElseIsNone() {
    DeliveredOffsets at = new DeliveredOffsets(new OffsetAndMetadata(3, "who knows,1-,9-8"));
    assertThat(at.isDone(1)).isFalse();
    assertThat(at.isDone(9)).isFalse();
  }
}
