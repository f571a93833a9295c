package io.millwright.streams.assess;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.ArrivalSerializer;
import io.millwright.streams.flink.FormatSnapshot;
import io.millwright.streams.flink.ValueSerializer;
import io.millwright.streams.flink.ValueTypeInformation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of {@link AssetMemory}. With the heap backend they are made on checkpoints only.
 *
 * <pre>
 * byte    format, 2; 1 ends before the shadow
 * block   declaration, Avro single-object encoding of Asset     block: int length or -1 for none, bytes
 * block   assessor, its own version first
 * boolean, long second, int nano   time of the newest scan, if there is one
 * long    end of patience, epoch milliseconds
 * int     number of waiting arrivals; each as ArrivalSerializer writes it
 * int     number of future events; each a block, Avro single-object encoding of MachineEvent
 * block   assessor of the shadow model
 * </pre>
 */
public final class AssetMemorySerializer extends ValueSerializer<AssetMemory> {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 2;

  /** Without a shadow. */
  private static final int FORMAT_1 = 1;

  static final TypeInformation<AssetMemory> TYPE =
      ValueTypeInformation.of(AssetMemory.class, new AssetMemorySerializer());

  private transient @Nullable AvroCodec<MachineEvent> codec;

  private AvroCodec<MachineEvent> events() {
    AvroCodec<MachineEvent> made = codec;
    if (made == null) {
      made = AvroCodec.of(MachineEvent.class);
      codec = made;
    }
    return made;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<AssetMemory> duplicate() {
    return new AssetMemorySerializer();
  }

  @Override
  public AssetMemory copy(AssetMemory from) {
    return from.copy();
  }

  @Override
  public void serialize(AssetMemory memory, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    writeBlock(memory.declaration(), out);
    writeBlock(memory.assessorBytes(), out);
    Instant newest = memory.newest;
    out.writeBoolean(newest != null);
    if (newest != null) {
      out.writeLong(newest.getEpochSecond());
      out.writeInt(newest.getNano());
    }
    out.writeLong(memory.patienceEndsAt);
    out.writeInt(memory.waiting.size());
    for (Arrival arrival : memory.waiting) {
      ArrivalSerializer.INSTANCE.serialize(arrival, out);
    }
    out.writeInt(memory.future.size());
    for (MachineEvent event : memory.futureInOrder()) {
      writeBlock(events().encode(event), out);
    }
    writeBlock(memory.shadowBytes(), out);
  }

  @Override
  public AssetMemory deserialize(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT && format != FORMAT_1) {
      throw new IOException("asset memory of format " + format + ", known are 1 to " + FORMAT);
    }
    byte[] declaration = readBlock(in);
    byte[] assessor = readBlock(in);
    Instant newest = in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    long patienceEndsAt = in.readLong();
    List<Arrival> waiting = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      waiting.add(ArrivalSerializer.INSTANCE.deserialize(in));
    }
    List<MachineEvent> future = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] event = readBlock(in);
      if (event == null) {
        throw new IOException("asset memory holds an event without bytes");
      }
      future.add(events().decode(event));
    }
    byte[] shadow = format == FORMAT_1 ? null : readBlock(in);
    AssetMemory memory = AssetMemory.asleep(declaration, assessor, shadow, newest);
    memory.patienceEndsAt = patienceEndsAt;
    memory.waiting.addAll(waiting);
    memory.future.addAll(future);
    return memory;
  }

  @Override
  public TypeSerializerSnapshot<AssetMemory> snapshotConfiguration() {
    return new Format();
  }

  /** Format 2. */
  public static final class Format extends FormatSnapshot<AssetMemory> {
    /** Used by Flink. */
    public Format() {
      super(FORMAT, AssetMemorySerializer::new);
    }
  }
}
