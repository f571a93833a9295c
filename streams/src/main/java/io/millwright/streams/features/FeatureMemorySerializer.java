package io.millwright.streams.features;

import io.millwright.streams.flink.ArrivalSerializer;
import io.millwright.streams.flink.FormatSnapshot;
import io.millwright.streams.flink.ValueSerializer;
import io.millwright.streams.flink.ValueTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of {@link FeatureMemory}.
 *
 * <pre>
 * byte    format, 1
 * block   declaration, Avro single-object encoding of Asset     block: int length or -1 for none, bytes
 * block   histories and points, their own version first
 * int     number of waiting records; each: long since, epoch milliseconds; as ArrivalSerializer writes it
 * </pre>
 */
public final class FeatureMemorySerializer extends ValueSerializer<FeatureMemory> {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;

  static final TypeInformation<FeatureMemory> TYPE =
      ValueTypeInformation.of(FeatureMemory.class, new FeatureMemorySerializer());

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public FeatureMemory copy(FeatureMemory from) {
    return from.copy();
  }

  @Override
  public void serialize(FeatureMemory memory, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    writeBlock(memory.declaration(), out);
    writeBlock(memory.knowledge(), out);
    out.writeInt(memory.waiting().size());
    for (FeatureMemory.Waiting waiting : memory.waiting()) {
      out.writeLong(waiting.sinceMillis());
      ArrivalSerializer.INSTANCE.serialize(waiting.arrival(), out);
    }
  }

  @Override
  public FeatureMemory deserialize(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("feature memory of format " + format + ", known is " + FORMAT);
    }
    FeatureMemory memory = FeatureMemory.asleep(readBlock(in), readBlock(in));
    for (int left = in.readInt(); left > 0; left--) {
      long since = in.readLong();
      memory.await(new FeatureMemory.Waiting(ArrivalSerializer.INSTANCE.deserialize(in), since));
    }
    return memory;
  }

  @Override
  public TypeSerializerSnapshot<FeatureMemory> snapshotConfiguration() {
    return new Format();
  }

  /** Format 1. */
  public static final class Format extends FormatSnapshot<FeatureMemory> {
    /** Used by Flink. */
    public Format() {
      super(FORMAT, FeatureMemorySerializer::new);
    }
  }
}
