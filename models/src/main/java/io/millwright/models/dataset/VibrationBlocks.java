package io.millwright.models.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The counts of a vibration record, block after block: interleaved by channel, two's complement,
 * split in byte planes, the lowest first. One owner thread; close it. Only one block is held, in
 * buffers that the next one overwrites.
 */
public final class VibrationBlocks implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final VibrationHeader header;
  private final InputStream in;
  private final byte[] planes;
  private final int[] counts;
  private int samples;
  private long samplesRead;
  private long blocksRead;

  private VibrationBlocks(Path file, VibrationHeader header, InputStream in) {
    this.file = file;
    this.header = header;
    this.in = in;
    int values = Math.multiplyExact(header.blockSamples(), header.channels().size());
    this.counts = new int[values];
    this.planes = new byte[Math.multiplyExact(values, header.sampleBytes())];
  }

  static VibrationBlocks open(Path file, VibrationHeader header) {
    InputStream raw = null;
    try {
      raw = Files.newInputStream(file);
      return new VibrationBlocks(file, header, new GZIPInputStream(raw, BUFFER_BYTES));
    } catch (IOException | ArithmeticException e) {
      if (raw != null) {
        try {
          raw.close();
        } catch (IOException suppressed) {
          e.addSuppressed(suppressed);
        }
      }
      throw new MalformedDatasetException(
          file, 0, "cannot be opened as a gzip stream (" + e.getMessage() + ")");
    }
  }

  /**
   * Reads the next block.
   *
   * @return false at the end of the record
   * @throws MalformedDatasetException if the stream is cut, corrupt, or holds another number of
   *     samples than its header says
   */
  public boolean next() {
    long left = header.samples() - samplesRead;
    boolean countIsKnown = header.samples() > 0;
    int width = header.channels().size() * header.sampleBytes();
    int want = countIsKnown ? (int) Math.min(left, header.blockSamples()) : header.blockSamples();
    int got = read(want * width);
    if (countIsKnown && got < want * width) {
      throw malformed(
          "ends after %d of %d samples (wrong number of bytes)"
              .formatted(samplesRead + got / width, header.samples()));
    }
    if (got % width != 0) {
      throw malformed("ends within a sample (wrong number of bytes)");
    }
    samples = got / width;
    if (samples == 0) {
      if (countIsKnown && read(1) > 0) {
        throw malformed("holds more than its %d samples".formatted(header.samples()));
      }
      if (samplesRead == 0) {
        throw malformed("holds no samples");
      }
      return false;
    }
    join();
    samplesRead += samples;
    blocksRead++;
    return true;
  }

  private int read(int bytes) {
    try {
      return in.readNBytes(planes, 0, bytes);
    } catch (EOFException | ZipException e) {
      throw malformed("the gzip stream is truncated or corrupt (" + e.getMessage() + ")");
    } catch (IOException e) {
      throw malformed("cannot be read: " + e.getMessage());
    }
  }

  private void join() {
    int n = samples * header.channels().size();
    int highest = header.sampleBytes() - 1;
    for (int i = 0; i < n; i++) {
      int count = planes[highest * n + i]; // keeps its sign
      for (int plane = highest - 1; plane >= 0; plane--) {
        count = count << 8 | planes[plane * n + i] & 0xff;
      }
      counts[i] = count;
    }
  }

  /** Samples a channel of the block read last. */
  public int samples() {
    return samples;
  }

  /** Blocks read so far; the block read last has this number less one, from 0. */
  public long blocksRead() {
    return blocksRead;
  }

  /** The counts of the block read last, interleaved by channel. A copy. */
  public int[] counts() {
    return Arrays.copyOf(counts, samples * header.channels().size());
  }

  /**
   * The block read last of one channel, in the header's unit.
   *
   * @param target takes {@link #samples()} values from its start
   */
  public void values(int channel, float[] target) {
    scaled(channel, header.channels().get(channel).scale(), target);
  }

  /**
   * The block read last of one channel, in m/s².
   *
   * @param target takes {@link #samples()} values from its start
   */
  public void acceleration(int channel, float[] target) {
    scaled(
        channel,
        header.channels().get(channel).scale() * header.toMetresPerSecondSquared(),
        target);
  }

  private void scaled(int channel, double scale, float[] target) {
    int channels = header.channels().size();
    for (int i = 0; i < samples; i++) {
      target[i] = (float) (counts[i * channels + channel] * scale);
    }
  }

  private MalformedDatasetException malformed(String reason) {
    return new MalformedDatasetException(file, 0, reason);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw malformed("cannot be closed: " + e.getMessage());
    }
  }
}
