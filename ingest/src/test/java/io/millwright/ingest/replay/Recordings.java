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
    int size = samples * channels * 2;
    ByteBuffer wav = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) channels).putInt(rate);
    wav.putInt(rate * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
    for (int i = 0; i < samples * channels; i++) {
      wav.putShort((short) i);
    }
    Files.createDirectories(file.getParent());
    return Files.write(file, wav.array());
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
