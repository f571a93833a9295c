package io.millwright.streams.flink;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of a serializer with a numbered format. A serializer reads every
 * format up to its newest, so an older one needs no migration; a newer one is refused when the job
 * starts.
 *
 * @param <T> what is serialized
 */
public abstract class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {
  private final int newest;
  private final Supplier<TypeSerializer<T>> serializer;
  private int written;

  /**
   * A snapshot of the newest format.
   *
   * @param newest number of the format that is written now
   * @param serializer makes the serializer that reads all formats
   */
  protected FormatSnapshot(int newest, Supplier<TypeSerializer<T>> serializer) {
    this.newest = newest;
    this.serializer = serializer;
    this.written = newest;
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(newest);
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    written = in.readInt();
    if (written > newest) {
      // The heap backend reads with the old serializer before it asks about compatibility.
      throw new IOException(
          "state of format %d, %s reads up to %d: it was written by a newer version of Millwright"
              .formatted(written, getClass().getName(), newest));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer.get();
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old.getClass() == getClass() && ((FormatSnapshot<T>) old).written <= newest
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
