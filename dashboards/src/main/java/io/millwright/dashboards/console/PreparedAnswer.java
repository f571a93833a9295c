package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that many ask for, written and compressed once. Immutable; the arrays are its own.
 *
 * @param etag by which a client asks whether it has changed
 */
record PreparedAnswer(byte[] json, byte[] gzip, String etag) {

  /**
   * @param version the same only for the same answer
   */
  static PreparedAnswer of(Object answer, String version) {
    try {
      byte[] json = CloudEventCodec.JSON.writeValueAsBytes(answer);
      ByteArrayOutputStream compressed = new ByteArrayOutputStream(json.length / 8);
      try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
        gzip.write(json);
      }
      // Weak: the same for both forms, which are the same answer but not the same bytes.
      return new PreparedAnswer(json, compressed.toByteArray(), "W/\"" + version + "\"");
    } catch (IOException e) { // of memory there is none but a value that is no JSON
      throw new UncheckedIOException(e);
    }
  }

  void send(Context request) {
    request.header("ETag", etag);
    request.header("Cache-Control", "private, no-cache"); // to be asked for each time
    request.header("Vary", "Accept-Encoding");
    if (etag.equals(request.header("If-None-Match"))) {
      request.status(304);
      return;
    }
    request.status(200).contentType(Operation.JSON);
    String accepted = request.header("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      request.header("Content-Encoding", "gzip");
      request.result(gzip);
    } else {
      request.result(json);
    }
  }
}
