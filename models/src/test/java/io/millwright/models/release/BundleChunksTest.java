package io.millwright.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.model.BundleChunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleChunksTest {
  private final byte[] bundle = bytes(2 * BundleChunks.CHUNK_BYTES + 17);
  private final List<BundleChunk> chunks = new ArrayList<>(BundleChunks.of(bundle));
  private final BundleChunks.Assembly assembly = new BundleChunks.Assembly(Sha256.hex(bundle));

  @Test
  void isPutTogetherFromPiecesInAnyOrder() {
    assertThat(chunks).hasSize(3);
    Collections.reverse(chunks);
    chunks.forEach(assembly::take);
    assembly.take(chunks.get(1));
    BundleChunks.of(bytes(99)).forEach(assembly::take); // of another bundle

    assertThat(assembly.isComplete()).isTrue();
    assertThat(assembly.bundle()).isEqualTo(bundle);
  }

  @Test
  void saysWhatIsMissing() {
    assembly.take(chunks.get(0));
    assembly.take(chunks.get(2));

    assertThat(assembly.isComplete()).isFalse();
    assertThatThrownBy(assembly::bundle)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("2 of 3 pieces");
  }

  @Test
  void refusesAPieceThatWasDamaged() {
    chunks.forEach(assembly::take);
    BundleChunk second = chunks.get(1);
    byte[] damaged = second.bytes().clone();
    damaged[5] ^= 1;
    assembly.take(new BundleChunk(second.sha256(), 1, 3, damaged));

    assertThatThrownBy(assembly::bundle)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("is damaged: its digest is");
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
