package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.telemetry.SampleFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {
  private static final byte[] PCM_IDENTIFIER = {
    1, 0, 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  private final Path folder;

  WavFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsEveryEncodingAtFullScale() throws IOException {
    assertThat(samples(1, 8, 0, 128, 255)).containsExactly(-1, 0, 127 / 128f);
    assertThat(samples(1, 16, 0, 0x80, 0, 0, 0xff, 0x7f)).containsExactly(-1, 0, 32767 / 32768f);
    assertThat(samples(1, 24, 0, 0, 0x80, 0, 0, 0, 0xff, 0xff, 0x7f))
        .containsExactly(-1, 0, 8388607 / 8388608f);
    assertThat(samples(1, 32, 0, 0, 0, 0x80, 0, 0, 0, 0x40)).containsExactly(-1, 0.5f);
    // 0x3fc00000 is 1.5: a float is not limited to full scale.
    assertThat(samples(3, 32, 0, 0, 0xc0, 0x3f)).containsExactly(1.5f);
  }

  @Test
  void separatesChannelsBlockByBlock() throws IOException {
    Path file = write(wav(format(1, 2, 44100, 16), data(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0)));
    try (WavFile wav = WavFile.open(file)) {
      float[][] block = new float[2][2];

      assertThat(wav.sampleRateHz()).isEqualTo(44100);
      assertThat(wav.channels()).isEqualTo(2);
      assertThat(wav.samples()).isEqualTo(3);
      assertThat(wav.encoding()).isEqualTo(WavEncoding.INT16);
      assertThat(wav.read(block, 2)).isEqualTo(2);
      assertThat(block[0]).containsExactly(1 / 32768f, 3 / 32768f);
      assertThat(block[1]).containsExactly(2 / 32768f, 4 / 32768f);
      assertThat(wav.read(block, 2)).isEqualTo(1);
      assertThat(block[1][0]).isEqualTo(6 / 32768f);
      assertThat(wav.read(block, 2)).isZero();
    }
  }

  @Test
  void deliversBytesAsFramesHoldThem() throws IOException {
    assertThat(frame(1, 16, SampleFormat.INT16, 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    assertThat(frame(1, 24, SampleFormat.INT24, 1, 2, 3)).containsExactly(1, 2, 3);
    assertThat(frame(3, 32, SampleFormat.FLOAT32, 0, 0, 0xc0, 0x3f))
        .containsExactly(0, 0, 0xc0, 0x3f);
    // Unsigned 129 of 256 is +1 of 128, in 16 bits 256 of 32768.
    assertThat(frame(1, 8, SampleFormat.INT16, 129)).containsExactly(0, 1);
    // 0x40000000 of 2^31 is 0.5, the float 0x3f000000.
    assertThat(frame(1, 32, SampleFormat.FLOAT32, 0, 0, 0, 0x40)).containsExactly(0, 0, 0, 0x3f);
  }

  @Test
  void readsTheExtensibleFormat() throws IOException {
    try (WavFile wav =
        WavFile.open(write(wav(extensible(8, PCM_IDENTIFIER), data(new int[16 * 3]))))) {
      assertThat(wav.channels()).isEqualTo(8);
      assertThat(wav.samples()).isEqualTo(3);
    }
    byte[] mulaw = PCM_IDENTIFIER.clone();
    mulaw[0] = 7;
    assertRefused(
        wav(extensible(8, mulaw), data(new int[16])), "not PCM (format tag 0x0007, µ-law)");
    byte[] foreign = PCM_IDENTIFIER.clone();
    foreign[15] = 0;
    assertRefused(wav(extensible(8, foreign), data(new int[16])), "identifier is private");
    byte[] bare = format(0xfffe, 1, 16000, 16);
    assertRefused(wav(bare, data(0, 0)), "extensible chunk 'fmt' of 16 bytes");
  }

  @Test
  void skipsUnknownChunksAndTheirPadding() throws IOException {
    Path file =
        write(
            wav(
                chunk("LIST", new byte[3]),
                format(1, 1, 8000, 16),
                chunk("bext", new byte[5]),
                data(0, 0x40),
                chunk("id3 ", new byte[7])));
    try (WavFile wav = WavFile.open(file)) {
      assertThat(wav.readAll(0)).containsExactly(0.5f);
    }
  }

  @Test
  void readsGzippedFiles() throws IOException {
    byte[] zipped = gzip(wav(format(1, 1, 8000, 16), data(0, 0x40)));
    try (WavFile wav = WavFile.open(write(zipped))) {
      assertThat(wav.readAll(0)).containsExactly(0.5f);
    }
  }

  @Test
  void refusesACutFile() throws IOException {
    byte[] whole = wav(format(1, 1, 8000, 16), data(new int[4000]));
    assertRefused(Arrays.copyOf(whole, whole.length - 1001), "is cut: ends after 1499 of 2000");
    assertRefused(Arrays.copyOf(whole, 30), "ends within chunk 'fmt'");
    assertRefused(Arrays.copyOf(whole, 12), "ends within a chunk's name");
    assertRefused(Arrays.copyOf(whole, 38), "ends within a chunk's name");

    byte[] cutInside = gzip(Arrays.copyOf(whole, whole.length - 1001));
    try (WavFile wav = WavFile.open(write(cutInside))) {
      assertThatThrownBy(() -> wav.readAll(0))
          .isInstanceOf(MalformedDatasetException.class)
          .hasMessageContaining("is cut: ends after 1499 of 2000");
    }
    int[] noise = new Random(1).ints(4000).toArray(); // zeros would leave little to cut
    byte[] zipped = gzip(wav(format(1, 1, 8000, 16), data(noise)));
    try (WavFile wav = WavFile.open(write(Arrays.copyOf(zipped, zipped.length / 2)))) {
      assertThatThrownBy(() -> wav.readAll(0))
          .isInstanceOf(MalformedDatasetException.class)
          .hasMessageContaining("gzip stream is truncated or corrupt");
    }
  }

  @Test
  void refusesWhatIsNoPcm() throws IOException {
    assertRefused(
        wav(format(2, 1, 8000, 4), data(0)), "not PCM (format tag 0x0002, Microsoft ADPCM");
    assertRefused(wav(format(7, 1, 8000, 8), data(0)), "not PCM (format tag 0x0007, µ-law");
    assertRefused(wav(format(1, 1, 8000, 12), data(0, 0)), "PCM of 12 bits");
    assertRefused(wav(format(3, 1, 8000, 64), data(new int[8])), "floats of 64 bits");
    assertRefused("hello, this is text".getBytes(StandardCharsets.UTF_8), "no WAV file");
    assertRefused(new byte[0], "is empty");
  }

  @Test
  void refusesImpossibleHeaders() throws IOException {
    assertRefused(wav(format(1, 1, 0, 16), data(0, 0)), "sample rate of 0 Hz");
    assertRefused(wav(format(1, 0, 8000, 16), data(0, 0)), "no channel");
    assertRefused(wav(format(1, 1, 8000, 16), data()), "holds no samples");
    assertRefused(wav(format(1, 2, 8000, 16), data(0, 0, 0)), "3 bytes of samples");
    assertRefused(wav(data(0, 0), format(1, 1, 8000, 16)), "before the chunk 'fmt'");
    assertRefused(wav(format(1, 1, 8000, 16)), "ends within a chunk's name");
    byte[] align = format(1, 2, 8000, 16);
    align[8 + 12] = 2;
    assertRefused(wav(align, data(0, 0, 0, 0)), "block of 2 bytes for 2 channels of 16 bits");
    assertThatThrownBy(() -> WavFile.open(folder.resolve("absent.wav")))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("no such file");
  }

  private void assertRefused(byte[] file, String reason) throws IOException {
    Path written = write(file);
    assertThatThrownBy(() -> WavFile.open(written))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining(reason);
  }

  private float[] samples(int tag, int bits, int... bytes) throws IOException {
    try (WavFile wav = WavFile.open(write(wav(format(tag, 1, 8000, bits), data(bytes))))) {
      return wav.readAll(0);
    }
  }

  private byte[] frame(int tag, int bits, SampleFormat expected, int... bytes) throws IOException {
    try (WavFile wav = WavFile.open(write(wav(format(tag, 1, 8000, bits), data(bytes))))) {
      assertThat(wav.frameFormat()).isEqualTo(expected);
      byte[] frame = new byte[(int) wav.samples() * wav.frameBytes()];
      assertThat(wav.read(frame, (int) wav.samples())).isEqualTo((int) wav.samples());
      return frame;
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "sound", ".wav"), bytes);
  }

  private static byte[] wav(byte[]... chunks) {
    byte[] content = join(chunks);
    return join(
        chunkHead("RIFF", content.length + 4),
        "WAVE".getBytes(StandardCharsets.ISO_8859_1),
        content);
  }

  private static byte[] format(int tag, int channels, int rate, int bits) {
    int align = channels * bits / 8;
    return chunk(
        "fmt ",
        little(16)
            .putShort((short) tag)
            .putShort((short) channels)
            .putInt(rate)
            .putInt(rate * align)
            .putShort((short) align)
            .putShort((short) bits)
            .array());
  }

  private static byte[] extensible(int channels, byte[] identifier) {
    byte[] plain = format(0xfffe, channels, 16000, 16);
    return chunk(
        "fmt ",
        little(40)
            .put(plain, 8, 16)
            .putShort((short) 22)
            .putShort((short) 16)
            .putInt(0)
            .put(identifier)
            .array());
  }

  private static byte[] data(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return chunk("data", content);
  }

  private static byte[] chunk(String name, byte[] content) {
    return join(chunkHead(name, content.length), content, new byte[content.length & 1]);
  }

  private static byte[] chunkHead(String name, int size) {
    return little(8).put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(size).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }
}
