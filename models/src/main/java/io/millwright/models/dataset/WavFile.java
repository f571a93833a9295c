package io.millwright.models.dataset;

import io.millwright.contracts.telemetry.SampleFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The samples of a RIFF WAVE file, block after block: PCM of any rate and number of channels, 8,
 * 16, 24 or 32 bits, or floats of 32, plain or as WAVE_FORMAT_EXTENSIBLE; the file may be gzipped.
 * One owner thread; close it. The file is streamed, no more than a block is held.
 */
public final class WavFile implements AutoCloseable {
  private final Path file;
  private final WavHeader header;
  private final InputStream in;
  private byte[] block = new byte[0];
  private long framesRead;

  private WavFile(Path file, WavHeader header, InputStream in) {
    this.file = file;
    this.header = header;
    this.in = in;
  }

  /**
   * Opens a file at its first sample.
   *
   * @throws MalformedDatasetException if it is missing or empty, no WAV, not PCM, holds no samples,
   *     contradicts itself, or is cut; that a gzipped file is cut shows only when it is read
   */
  public static WavFile open(Path file) {
    InputStream in = TextFile.openBytes(file);
    try {
      WavHeader header =
          WavHeader.read(in, reason -> new MalformedDatasetException(file, 0, reason));
      if (!(in instanceof GZIPInputStream)) {
        long width = (long) header.channels() * header.encoding().bytes();
        long there = (Files.size(file) - header.length()) / width;
        if (there < header.frames()) {
          throw cut(file, header, there);
        }
      }
      return new WavFile(file, header, in);
    } catch (IOException | RuntimeException e) {
      try {
        in.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      if (e instanceof MalformedDatasetException malformed) {
        throw malformed;
      }
      throw unreadable(file, e);
    }
  }

  /**
   * All samples of one channel, full scale ±1.
   *
   * @throws MalformedDatasetException also if there are more than an array can hold
   */
  public float[] readAll(int channel) {
    if (header.frames() - framesRead > Integer.MAX_VALUE - 8) {
      throw malformed("holds more samples than fit in memory: " + header.frames());
    }
    float[] all = new float[(int) (header.frames() - framesRead)];
    int done = 0;
    while (done < all.length) {
      int got = fill(Math.min(all.length - done, 1 << 14));
      take(channel, got, all, done);
      done += got;
    }
    return all;
  }

  /**
   * Reads the next samples of every channel, full scale ±1; a float is taken as it stands and may
   * be no number.
   *
   * @param channels an array for each channel, of at least {@code most} values
   * @param most samples of each channel wanted, positive
   * @return how many there were; less than wanted only at the end, 0 after it
   * @throws MalformedDatasetException if the file is cut or corrupt
   */
  public int read(float[][] channels, int most) {
    if (channels.length != header.channels()) {
      throw new IllegalArgumentException(
          channels.length + " arrays for " + header.channels() + " channels");
    }
    int got = fill(most);
    for (int c = 0; c < channels.length; c++) {
      take(c, got, channels[c], 0);
    }
    return got;
  }

  /**
   * Reads the next samples as a frame holds them: interleaved by channel, in {@link
   * #frameFormat()}.
   *
   * @param target of at least {@code most} times {@link #frameBytes()}
   * @param most samples of each channel wanted, positive
   * @return samples of each channel; less than wanted only at the end, 0 after it
   * @throws MalformedDatasetException if the file is cut or corrupt
   */
  public int read(byte[] target, int most) {
    int got = fill(most);
    int from = header.encoding().bytes();
    int to = frameFormat().bytes();
    for (int i = 0; i < got * header.channels(); i++) {
      header.encoding().transcode(block, i * from, target, i * to);
    }
    return got;
  }

  private int fill(int most) {
    if (most <= 0) {
      throw new IllegalArgumentException("samples wanted: " + most);
    }
    int width = header.channels() * header.encoding().bytes();
    int want = (int) Math.min(most, header.frames() - framesRead);
    int bytes = Math.multiplyExact(want, width);
    if (block.length < bytes) {
      block = new byte[bytes];
    }
    int got;
    try {
      got = in.readNBytes(block, 0, bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (got < bytes) {
      throw cut(file, header, framesRead + got / width);
    }
    framesRead += want;
    return want;
  }

  private void take(int channel, int count, float[] target, int at) {
    WavEncoding encoding = header.encoding();
    int width = header.channels() * encoding.bytes();
    int first = channel * encoding.bytes();
    for (int i = 0; i < count; i++) {
      target[at + i] = encoding.decode(block, first + i * width);
    }
  }

  public Path file() {
    return file;
  }

  public int sampleRateHz() {
    return header.sampleRateHz();
  }

  public int channels() {
    return header.channels();
  }

  public WavEncoding encoding() {
    return header.encoding();
  }

  /** Samples of each channel in the whole file. */
  public long samples() {
    return header.frames();
  }

  /** How {@link #read(byte[], int)} delivers samples. */
  public SampleFormat frameFormat() {
    return header.encoding().frameFormat();
  }

  /** Bytes of one sample of all channels as {@link #read(byte[], int)} delivers them. */
  public int frameBytes() {
    return header.channels() * frameFormat().bytes();
  }

  private static MalformedDatasetException unreadable(Path file, Exception cause) {
    boolean zip = cause instanceof EOFException || cause instanceof ZipException;
    return new MalformedDatasetException(
        file,
        0,
        zip
            ? "the gzip stream is truncated or corrupt (" + cause.getMessage() + ")"
            : "cannot be read: " + cause.getMessage());
  }

  private static MalformedDatasetException cut(Path file, WavHeader header, long there) {
    return new MalformedDatasetException(
        file, 0, "is cut: ends after %d of %d samples".formatted(there, header.frames()));
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
