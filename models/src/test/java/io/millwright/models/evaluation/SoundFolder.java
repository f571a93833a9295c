package io.millwright.models.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes recordings of a machine that hums in noise, 16 bit mono at 8 kHz. */
record SoundFolder(Path folder) {
  private static final int RATE = 8000;

  /**
   * @param whistle amplitude of a tone at 2 kHz beside noise of 0.1; the fault
   */
  void write(String name, int seconds, double whistle) throws IOException {
    Random random = new Random(name.hashCode());
    float[] sound = new float[RATE * seconds];
    for (int i = 0; i < sound.length; i++) {
      double turn = 2 * Math.PI * i / RATE;
      sound[i] =
          (float)
              (0.1 * random.nextGaussian()
                  + 0.1 * Math.sin(100 * turn)
                  + whistle * Math.sin(2000 * turn));
    }
    write(name, sound);
  }

  void writeSilence(String name, int seconds) throws IOException {
    write(name, new float[RATE * seconds]);
  }

  private void write(String name, float[] sound) throws IOException {
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * sound.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * sound.length);
    for (float value : sound) {
      wav.putShort((short) Math.round(32768 * Math.max(-1, Math.min(value, 0.999))));
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, wav.array());
  }
}
