package io.millwright.streams.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Kind, key, partition, offset, length of the value or -1, value. */
public final class ArrivalSerializer extends ValueSerializer<Arrival> {
  private static final long serialVersionUID = 1L;

  /** The only one needed: it has no state. */
  public static final ArrivalSerializer INSTANCE = new ArrivalSerializer();

  @Override
  public void serialize(Arrival arrival, DataOutputView out) throws IOException {
    out.writeByte(arrival.kind().code());
    StringValue.writeString(arrival.key(), out);
    out.writeInt(arrival.partition());
    out.writeLong(arrival.offset());
    byte[] value = arrival.value();
    out.writeInt(value == null ? -1 : value.length);
    if (value != null) {
      out.write(value);
    }
  }

  @Override
  public Arrival deserialize(DataInputView in) throws IOException {
    Arrival.Kind kind = Arrival.Kind.of(in.readByte());
    String key = StringValue.readString(in);
    int partition = in.readInt();
    long offset = in.readLong();
    int length = in.readInt();
    byte @Nullable [] value = null;
    if (length >= 0) {
      value = new byte[length];
      in.readFully(value);
    }
    return new Arrival(kind, key, value, partition, offset);
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new Format();
  }

  /** Format 1. */
  public static final class Format extends FormatSnapshot<Arrival> {
    /** Used by Flink. */
    public Format() {
      super(1, () -> INSTANCE);
    }
  }
}
