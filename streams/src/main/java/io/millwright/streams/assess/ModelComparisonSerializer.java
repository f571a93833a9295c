package io.millwright.streams.assess;

import io.millwright.models.release.ModelComparison;
import io.millwright.streams.flink.FormatSnapshot;
import io.millwright.streams.flink.ValueSerializer;
import io.millwright.streams.flink.ValueTypeInformation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A format byte, and the components of {@link ModelComparison} in their order; times in millis.
 * Format 1 has no equipment class.
 */
final class ModelComparisonSerializer extends ValueSerializer<ModelComparison> {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 2;
  private static final int FORMAT_1 = 1;

  static final TypeInformation<ModelComparison> TYPE =
      ValueTypeInformation.of(ModelComparison.class, new ModelComparisonSerializer());

  @Override
  public void serialize(ModelComparison c, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    StringValue.writeString(c.modelId(), out);
    StringValue.writeString(c.version(), out);
    StringValue.writeString(c.baselineVersion(), out);
    StringValue.writeString(c.equipmentClass(), out);
    out.writeLong(c.from().toEpochMilli());
    out.writeLong(c.length().toMillis());
    out.writeLong(c.scans());
    out.writeLong(c.sameState());
    out.writeLong(c.onlyLive());
    out.writeLong(c.onlyShadow());
    out.writeLong(c.both());
    out.writeDouble(c.difference());
    out.writeLong(c.inside());
    out.writeDouble(c.liveWidth());
    out.writeDouble(c.shadowWidth());
  }

  @Override
  public ModelComparison deserialize(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT && format != FORMAT_1) {
      throw new IOException("comparison of format " + format + ", known are 1 to " + FORMAT);
    }
    return new ModelComparison(
        StringValue.readString(in),
        StringValue.readString(in),
        StringValue.readString(in),
        format == FORMAT_1 ? null : StringValue.readString(in),
        Instant.ofEpochMilli(in.readLong()),
        Duration.ofMillis(in.readLong()),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        in.readDouble());
  }

  @Override
  public TypeSerializerSnapshot<ModelComparison> snapshotConfiguration() {
    return new Format();
  }

  /** Format 2. */
  public static final class Format extends FormatSnapshot<ModelComparison> {
    /** Used by Flink. */
    public Format() {
      super(FORMAT, ModelComparisonSerializer::new);
    }
  }
}
