package io.millwright.ingest.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes small recordings in the encodings of the data sets. */
final class Recordings {
  private Recordings() {}

  /** A FEMTO record of snapshots of two samples of two channels; the counts go 0, 1, 2 … */
  static Path femto(Path folder, String name, int snapshots, String... clockTimes)
      throws IOException {
    Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"record": "%s", "rpm": 1800, "sampling_rate_hz": 25600, "unit": "g", "snapshots": %d,
         "channels": [{"name": "horizontal", "scale": 0.001}, {"name": "vertical", "scale": 0.001}],
         "encoding": "int24, 3 byte planes", "block_samples": 2}
        """
            .formatted(name, snapshots));
    StringBuilder index = new StringBuilder("snapshot,hour,minute,second,microsecond\n");
    for (int i = 0; i < clockTimes.length; i++) {
      index.append(i + 1).append(',').append(clockTimes[i].replace(':', ',')).append('\n');
    }
    gzip(folder.resolve(name + ".index.csv.gz"), index.toString().getBytes(StandardCharsets.UTF_8));
    return counts(folder.resolve(name + ".acc.bin.gz"), snapshots * 4, 4, 3);
  }

  /** A CWRU record at 100 samples a second; the counts go 0, 1, 2 … interleaved. */
  static Path cwru(Path folder, String name, int samples, String speeds, String... channels)
      throws IOException {
    StringBuilder list = new StringBuilder();
    for (int c = 0; c < channels.length; c++) {
      list.append(c == 0 ? "" : ", ")
          .append("{\"name\": \"%s\", \"scale\": 0.%d}".formatted(channels[c], c + 1));
    }
    Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"record": "%s", %s "sampling_rate_hz": 100, "unit": "g", "channels": [%s],
         "encoding": "int16, 2 byte planes", "block_samples": 64, "samples": %d}
        """
            .formatted(name, speeds, list, samples));
    return counts(
        folder.resolve(name + ".bin.gz"), samples * channels.length, 64 * channels.length, 2);
  }

  private static Path counts(Path file, int values, int block, int planes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int start = 0; start < values; start += block) {
      for (int plane = 0; plane < planes; plane++) {
        for (int i = start; i < Math.min(values, start + block); i++) {
          bytes.write(i >> (8 * plane));
        }
      }
    }
    return gzip(file, bytes.toByteArray());
  }

  /** A PCM file of 16 bit whose samples go 0, 1, 2 … interleaved. */
  static Path wav(Path file, int rate, int channels, int samples) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(samples * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples * channels; i++) {
      data.putShort((short) i);
    }
    return wav(file, wavFormat(1, rate, channels, 16), data.array());
  }

  /** A WAV file of these chunks. */
  static Path wav(Path file, byte[] format, byte[] data) throws IOException {
    ByteBuffer wav =
        ByteBuffer.allocate(28 + format.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(format.length).put(format);
    wav.put(ascii("data")).putInt(data.length).put(data);
    Files.createDirectories(file.getParent());
    return Files.write(file, wav.array());
  }

  /** The chunk that describes samples; tag 1 is PCM, 3 floats. */
  static byte[] wavFormat(int tag, int rate, int channels, int bits) {
    int width = channels * bits / 8;
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * width)
        .putShort((short) width)
        .putShort((short) bits)
        .array();
  }

  /** The same as WAVE_FORMAT_EXTENSIBLE, which multichannel recorders write. */
  static byte[] extensible(int tag, int rate, int channels, int bits) {
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(wavFormat(0xfffe, rate, channels, bits))
        .putShort((short) 22)
        .putShort((short) bits)
        .putInt(0)
        .putShort((short) tag) // and the rest of the identifier of all plain formats
        .put(HexFormat.of().parseHex("000000001000800000aa00389b71"))
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static Path gzip(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    return file;
  }

  /** Leaves the file without its end. */
  static void cut(Path file, int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - bytes));
  }
}
