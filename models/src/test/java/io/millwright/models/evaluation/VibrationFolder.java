package io.millwright.models.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes records of bearings that fail, in the encoding of the FEMTO folder. */
record VibrationFolder(Path folder) {
  private static final int SAMPLES = 512;
  private static final int CHANNELS = 2;

  /**
   * Noise of 0.1 g that grows evenly in the logarithm to 2 g in the first channel.
   *
   * @param onset snapshot at which the growth begins
   * @param end snapshot of the failure
   * @param written snapshots that the file holds
   * @param cut keys of the challenge's cut, or nulls
   */
  void write(String name, int onset, int end, int written, String cut) throws IOException {
    Random random = new Random(name.hashCode());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int snapshot = 1; snapshot <= written; snapshot++) {
        double growth = Math.log(20) * Math.max(0.0, snapshot - onset) / (end - onset);
        gzip.write(block(random, 100 * Math.exp(growth)));
      }
    }
    Files.write(folder.resolve(name + ".acc.bin.gz"), bytes.toByteArray());
    Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"record": "%s", "rpm": 1800, "sampling_rate_hz": 25600, "snapshot_period_s": 10,
         "snapshots": %d, "unit": "g", "encoding": "int24, 3 byte planes", "block_samples": %d,
         "channels": [{"name": "horizontal", "scale": 0.001}, {"name": "vertical", "scale": 0.001}],
         %s}
        """
            .formatted(name, written, SAMPLES, cut));
  }

  static final String NO_CUT = "\"challenge_cut_snapshot\": null, \"rul_at_cut_s\": null";

  static String cut(int snapshot, int lifeSeconds) {
    return "\"challenge_cut_snapshot\": %d, \"rul_at_cut_s\": %d".formatted(snapshot, lifeSeconds);
  }

  private static byte[] block(Random random, double rmsCounts) {
    int n = SAMPLES * CHANNELS;
    byte[] planes = new byte[3 * n];
    double smooth = 0;
    for (int i = 0; i < n; i++) {
      // A low pass keeps most of the power in the lower half of the spectrum.
      smooth = 0.5 * smooth + random.nextGaussian();
      int count = (int) Math.round(smooth * (i % CHANNELS == 0 ? rmsCounts : 100));
      for (int plane = 0; plane < 3; plane++) {
        planes[plane * n + i] = (byte) (count >> 8 * plane);
      }
    }
    return planes;
  }
}
