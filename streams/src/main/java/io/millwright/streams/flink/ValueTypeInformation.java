package io.millwright.streams.flink;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Type information of a value without fields that Flink could see, so that it never falls back on
 * reflection or Kryo. Not a key type: streams are keyed by text, whose hash is specified and will
 * be the same in every JDK.
 *
 * @param <T> the type
 */
public final class ValueTypeInformation<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  /** A record as it came from Kafka. */
  public static final TypeInformation<Arrival> ARRIVAL =
      of(Arrival.class, ArrivalSerializer.INSTANCE);

  public static final TypeInformation<Assessment> ASSESSMENT = avro(Assessment.class);
  public static final TypeInformation<FeatureVector> FEATURES = avro(FeatureVector.class);
  public static final TypeInformation<RejectedTelemetry> REJECTED = avro(RejectedTelemetry.class);

  public static final TypeInformation<ModelRelease> RELEASE = avro(ModelRelease.class);
  public static final TypeInformation<GateDecision> DECISION = avro(GateDecision.class);
  public static final TypeInformation<ModelEvaluation> EVALUATION = avro(ModelEvaluation.class);

  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  private ValueTypeInformation(Class<T> type, TypeSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  /** Type information around a serializer. */
  public static <T> TypeInformation<T> of(Class<T> type, TypeSerializer<T> serializer) {
    return new ValueTypeInformation<>(type, serializer);
  }

  /** Type information of a contract record, in its Avro encoding. */
  public static <T extends Record> TypeInformation<T> avro(Class<T> type) {
    return of(type, new RecordSerializer<>(type));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public boolean canEqual(Object o) {
    return o instanceof ValueTypeInformation<?>;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ValueTypeInformation<?> v
        && v.type == type
        && v.serializer.equals(serializer);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
