package io.millwright.models.dataset;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * What the chunks before the samples of a RIFF WAVE file say. IBM and Microsoft, "Multimedia
 * Programming Interface and Data Specifications 1.0", 1991; WAVE_FORMAT_EXTENSIBLE after Microsoft,
 * "Multiple Channel Audio Data and WAVE Files", 2001.
 *
 * @param sampleRateHz at least 1
 * @param channels at least 1
 * @param encoding of a sample
 * @param frames samples of each channel, at least 1
 * @param length bytes before the first sample
 */
record WavHeader(int sampleRateHz, int channels, WavEncoding encoding, long frames, long length) {
  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int FORMAT_BYTES = 16;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int SUBFORMAT_AT = 24;

  /** Of every format identifier that stands for a plain format tag, after the tag. */
  private static final byte[] SUBFORMAT_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  /** Counts what is read, so that the place of the samples is known. */
  private static final class Chunks {
    private final DataInputStream in;
    private final Function<String, MalformedDatasetException> malformed;
    private long position;

    Chunks(InputStream in, Function<String, MalformedDatasetException> malformed) {
      this.in = new DataInputStream(in);
      this.malformed = malformed;
    }

    byte[] bytes(int count, String what) throws IOException {
      byte[] bytes = in.readNBytes(count);
      position += bytes.length;
      if (bytes.length < count) {
        throw malformed.apply("ends within " + what);
      }
      return bytes;
    }

    String name() throws IOException {
      return new String(bytes(4, "a chunk's name"), StandardCharsets.ISO_8859_1);
    }

    long size() throws IOException {
      return unsigned32(bytes(4, "a chunk's size"), 0);
    }

    void skip(String name, long count) throws IOException {
      try {
        in.skipNBytes(count);
      } catch (EOFException e) {
        throw malformed.apply("ends within chunk '" + name.strip() + "'");
      }
      position += count;
    }
  }

  /**
   * Reads up to the first sample; unknown chunks are skipped.
   *
   * @param malformed makes the error from what is wrong
   */
  static WavHeader read(InputStream in, Function<String, MalformedDatasetException> malformed)
      throws IOException {
    Chunks chunks = new Chunks(in, malformed);
    if (!chunks.name().equals("RIFF")) {
      throw malformed.apply("is no WAV file (it does not begin with RIFF)");
    }
    chunks.size(); // of writers that stream, often wrong; the chunks inside decide
    if (!chunks.name().equals("WAVE")) {
      throw malformed.apply("is a RIFF file, but no WAVE");
    }
    byte[] format = null;
    while (true) {
      String name = chunks.name();
      long size = chunks.size();
      if (name.equals("data")) {
        if (format == null) {
          throw malformed.apply("has its samples before the chunk 'fmt' that describes them");
        }
        return of(format, size, chunks.position, malformed);
      }
      long padded = size + (size & 1);
      if (name.equals("fmt ")) {
        if (size < FORMAT_BYTES || size > 1 << 16) {
          throw malformed.apply("has a chunk 'fmt' of " + size + " bytes, 16 are needed");
        }
        format = Arrays.copyOf(chunks.bytes((int) padded, "chunk 'fmt'"), (int) size);
      } else {
        chunks.skip(name, padded);
      }
    }
  }

  private static WavHeader of(
      byte[] format,
      long size,
      long length,
      Function<String, MalformedDatasetException> malformed) {
    int tag = unsigned16(format, 0);
    int channels = unsigned16(format, 2);
    long rate = unsigned32(format, 4);
    int align = unsigned16(format, 12);
    int bits = unsigned16(format, 14);
    if (tag == EXTENSIBLE) {
      tag = plainTag(format, malformed);
    }
    WavEncoding encoding = encoding(tag, bits, malformed);
    if (rate == 0 || rate > Integer.MAX_VALUE) {
      throw malformed.apply("has a sample rate of " + rate + " Hz");
    }
    if (channels == 0) {
      throw malformed.apply("has no channel");
    }
    int width = channels * encoding.bytes();
    if (align != width) {
      throw malformed.apply(
          "has a block of %d bytes for %d channels of %d bits, %d are needed"
              .formatted(align, channels, bits, width));
    }
    if (size == 0) {
      throw malformed.apply("holds no samples");
    }
    if (size % width != 0) {
      throw malformed.apply(
          "holds %d bytes of samples, no whole number of %d".formatted(size, width));
    }
    return new WavHeader((int) rate, channels, encoding, size / width, length);
  }

  private static int plainTag(
      byte[] format, Function<String, MalformedDatasetException> malformed) {
    if (format.length < EXTENSIBLE_BYTES) {
      throw malformed.apply(
          "has an extensible chunk 'fmt' of " + format.length + " bytes, 40 are needed");
    }
    byte[] tail = Arrays.copyOfRange(format, SUBFORMAT_AT + 2, EXTENSIBLE_BYTES);
    if (!Arrays.equals(tail, SUBFORMAT_TAIL)) {
      throw malformed.apply("is not PCM (its format identifier is private)");
    }
    return unsigned16(format, SUBFORMAT_AT);
  }

  private static WavEncoding encoding(
      int tag, int bits, Function<String, MalformedDatasetException> malformed) {
    if (tag == PCM) {
      switch (bits) {
        case 8:
          return WavEncoding.UINT8;
        case 16:
          return WavEncoding.INT16;
        case 24:
          return WavEncoding.INT24;
        case 32:
          return WavEncoding.INT32;
        default:
          throw malformed.apply("has PCM of " + bits + " bits; 8, 16, 24 and 32 are read");
      }
    }
    if (tag == IEEE_FLOAT) {
      if (bits == Float.SIZE) {
        return WavEncoding.FLOAT32;
      }
      throw malformed.apply("has floats of " + bits + " bits; 32 are read");
    }
    throw malformed.apply("is not PCM (format tag 0x%04x%s)".formatted(tag, name(tag)));
  }

  private static String name(int tag) {
    return switch (tag) {
      case 0x0002 -> ", Microsoft ADPCM";
      case 0x0006 -> ", A-law";
      case 0x0007 -> ", µ-law";
      case 0x0011 -> ", IMA ADPCM";
      case 0x0055 -> ", MP3";
      default -> "";
    };
  }

  private static int unsigned16(byte[] from, int at) {
    return (from[at + 1] & 0xff) << 8 | from[at] & 0xff;
  }

  private static long unsigned32(byte[] from, int at) {
    return (long) unsigned16(from, at + 2) << 16 | unsigned16(from, at);
  }
}
