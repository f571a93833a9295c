package io.millwright.alerts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millwright.alerts.alarm.AlarmState;
import io.millwright.alerts.alarm.Hidden;
import io.millwright.alerts.cases.Streak;
import io.millwright.alerts.watch.AssetBook;
import io.millwright.alerts.watch.Progress;
import io.millwright.alerts.watch.Progress.CountedLife;
import io.millwright.alerts.workorder.Duty;
import io.millwright.contracts.Codec;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the state stores. The first byte is a version: stores and their changelogs outlive the
 * code. Progress is compact, because it is written with every record; the book is JSON, because it
 * is written with decisions only and holds what people are told.
 */
final class StateCodecs {
  static final byte VERSION = 1;

  /** Of progress; version 1 knew no counted life, version 2 no duty. */
  static final byte PROGRESS_VERSION = 3;

  private static final byte WITHOUT_DUTY = 2;

  private static final JsonMapper JSON =
      CloudEventCodec.JSON.rebuild().addMixIn(AlarmState.class, NamedStates.class).build();

  private StateCodecs() {}

  /** Names of alarm states in JSON, kept out of the pure core. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AlarmState.Normal.class, name = "normal"),
    @JsonSubTypes.Type(value = AlarmState.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = AlarmState.Unacknowledged.class, name = "unacknowledged"),
    @JsonSubTypes.Type(value = AlarmState.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(
        value = AlarmState.ReturnedUnacknowledged.class,
        name = "returnedUnacknowledged"),
    @JsonSubTypes.Type(
        value = AlarmState.LatchedUnacknowledged.class,
        name = "latchedUnacknowledged"),
    @JsonSubTypes.Type(value = AlarmState.LatchedAcknowledged.class, name = "latchedAcknowledged"),
    @JsonSubTypes.Type(value = Hidden.class, name = "hidden")
  })
  private interface NamedStates {}

  static Codec<AssetBook> book() {
    return json(AssetBook.class);
  }

  /** Of what is written seldom. */
  static <T extends Record> Codec<T> json(Class<T> type) {
    return new Codec<>() {
      @Override
      public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        bytes.write(VERSION);
        try {
          JSON.writeValue(bytes, value);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
      }

      @Override
      public T decode(byte[] bytes) {
        require(type, bytes);
        try {
          return JSON.readValue(bytes, 1, bytes.length - 1, type);
        } catch (IOException e) {
          throw new IllegalStateException("stored " + type.getSimpleName() + " cannot be read", e);
        }
      }
    };
  }

  static Codec<Progress> progress() {
    return new Codec<>() {
      @Override
      public byte[] encode(Progress p) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
          out.writeByte(PROGRESS_VERSION);
          write(out, p.lastScan());
          write(out, p.lastAssessment());
          write(out, p.degraded());
          write(out, p.alarm());
          out.writeUTF(p.suspectedItem());
          write(out, p.suspected());
          write(out, p.urgent());
          write(out, p.lifeBelow());
          write(out, p.lifeRecovered());
          out.writeInt(p.sinceTold());
          write(out, p.countedLife());
          out.writeDouble(p.duty().share());
          write(out, p.duty().at());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
      }

      @Override
      public Progress decode(byte[] bytes) {
        byte version = bytes.length == 0 ? 0 : bytes[0];
        if (version != PROGRESS_VERSION && version != WITHOUT_DUTY) {
          require(Progress.class, bytes);
        }
        try (DataInputStream in =
            new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
          return new Progress(
              readInstant(in),
              readInstant(in),
              readStreak(in),
              readStreak(in),
              in.readUTF(),
              readStreak(in),
              readStreak(in),
              readStreak(in),
              readStreak(in),
              in.readInt(),
              version == VERSION ? null : readLife(in),
              version < PROGRESS_VERSION
                  ? Duty.UNKNOWN
                  : new Duty(in.readDouble(), readInstant(in)));
        } catch (IOException e) {
          throw new IllegalStateException("stored progress is truncated", e);
        }
      }
    };
  }

  private static void require(Class<?> type, byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new IllegalStateException(
          "stored "
              + type.getSimpleName()
              + (bytes.length == 0 ? " is empty" : " has unknown version " + bytes[0]));
    }
  }

  private static void write(DataOutputStream out, @Nullable Instant time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private static @Nullable Instant readInstant(DataInputStream in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  private static void write(DataOutputStream out, @Nullable CountedLife counted)
      throws IOException {
    write(out, counted == null ? null : counted.at());
    if (counted != null) {
      RemainingLife life = counted.life();
      out.writeDouble(life.lower());
      out.writeDouble(life.median());
      out.writeDouble(life.upper());
      out.writeDouble(life.coverage());
      out.writeUTF(life.unit().name());
    }
  }

  private static @Nullable CountedLife readLife(DataInputStream in) throws IOException {
    Instant at = readInstant(in);
    return at == null
        ? null
        : new CountedLife(
            new RemainingLife(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                LifeUnit.valueOf(in.readUTF())),
            at);
  }

  private static void write(DataOutputStream out, Streak streak) throws IOException {
    out.writeInt(streak.count());
    write(out, streak.since());
  }

  private static Streak readStreak(DataInputStream in) throws IOException {
    return new Streak(in.readInt(), readInstant(in));
  }
}
