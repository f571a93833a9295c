package io.millwright.streams.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

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
    writeBlock(arrival.value(), out);
  }

  @Override
  public Arrival deserialize(DataInputView in) throws IOException {
    Arrival.Kind kind = Arrival.Kind.of(in.readByte());
    String key = StringValue.readString(in);
    int partition = in.readInt();
    long offset = in.readLong();
    return new Arrival(kind, key, readBlock(in), partition, offset);
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
