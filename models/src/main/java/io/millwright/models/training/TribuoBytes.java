package io.millwright.models.training;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.protos.core.ModelProto;

/**
 * A Tribuo model as protobuf bytes that are equal for equal training: the wall clock of the
 * provenance is set to the epoch. All else of the provenance stays, so {@code Model.deserialize}
 * reads them as ever.
 */
final class TribuoBytes {
  private static final String TRAINED_AT = "trained-at";
  private static final String EPOCH = "1970-01-01T00:00:00Z";

  private TribuoBytes() {}

  static byte[] of(XGBoostModel<?> model) {
    ModelProto proto = model.serialize();
    try {
      XGBoostModelProto.Builder xgboost =
          proto.getSerializedData().unpack(XGBoostModelProto.class).toBuilder();
      RootProvenanceProto.Builder provenance = xgboost.getMetadataBuilder().getProvenanceBuilder();
      for (SimpleProvenanceProto.Builder value : provenance.getSmpBuilderList()) {
        if (value.getKey().equals(TRAINED_AT)) {
          value.setValue(EPOCH);
        }
      }
      Any data =
          Any.newBuilder()
              .setTypeUrl(proto.getSerializedData().getTypeUrl())
              .setValue(ByteString.copyFrom(deterministic(xgboost.build())))
              .build();
      return deterministic(proto.toBuilder().setSerializedData(data).build());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "Tribuo no longer stores XGBoost models as " + XGBoostModelProto.class, e);
    }
  }

  /** Maps in the order of their keys; protobuf leaves it open otherwise. */
  private static byte[] deterministic(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
