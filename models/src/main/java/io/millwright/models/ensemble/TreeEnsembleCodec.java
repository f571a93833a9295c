package io.millwright.models.ensemble;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A {@link TreeEnsemble} as bytes, little-endian.
 *
 * <pre>
 * version 1: byte 1 · int features · double base · int trees · int nodes · int roots[trees]
 *            short feature[nodes] (-1 leaf; 0x4000 absent goes left) · float threshold[nodes]
 *            int right[nodes] · float value[nodes]
 * </pre>
 */
public final class TreeEnsembleCodec {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES + Double.BYTES + 2 * Integer.BYTES;
  private static final int NODE_BYTES = Short.BYTES + 2 * Float.BYTES + Integer.BYTES;

  private TreeEnsembleCodec() {}

  public static byte[] encode(TreeEnsemble ensemble) {
    int trees = ensemble.treeCount();
    int nodes = ensemble.nodeCount();
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + trees * Integer.BYTES + nodes * NODE_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(VERSION)
        .putInt(ensemble.featureCount())
        .putDouble(ensemble.base())
        .putInt(trees)
        .putInt(nodes);
    for (int root : ensemble.roots()) {
      out.putInt(root);
    }
    for (short feature : ensemble.feature()) {
      out.putShort(feature);
    }
    for (float threshold : ensemble.threshold()) {
      out.putFloat(threshold);
    }
    for (int right : ensemble.right()) {
      out.putInt(right);
    }
    for (float value : ensemble.value()) {
      out.putFloat(value);
    }
    return out.array();
  }

  /**
   * @throws IllegalArgumentException if the bytes are no ensemble of a known version
   */
  public static TreeEnsemble decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "tree ensemble of version " + version + ", known is " + VERSION);
      }
      int features = in.getInt();
      double base = in.getDouble();
      int trees = in.getInt();
      int nodes = in.getInt();
      if (trees < 0
          || nodes < 0
          || in.remaining() != (long) trees * Integer.BYTES + (long) nodes * NODE_BYTES) {
        throw new IllegalArgumentException("tree ensemble is truncated or too long");
      }
      int[] roots = new int[trees];
      in.asIntBuffer().get(roots);
      in.position(in.position() + trees * Integer.BYTES);
      short[] feature = new short[nodes];
      in.asShortBuffer().get(feature);
      in.position(in.position() + nodes * Short.BYTES);
      float[] threshold = new float[nodes];
      in.asFloatBuffer().get(threshold);
      in.position(in.position() + nodes * Float.BYTES);
      int[] right = new int[nodes];
      in.asIntBuffer().get(right);
      in.position(in.position() + nodes * Integer.BYTES);
      float[] value = new float[nodes];
      in.asFloatBuffer().get(value);
      return new TreeEnsemble(features, base, roots, feature, threshold, right, value);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("tree ensemble is truncated", e);
    }
  }
}
