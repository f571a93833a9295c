package io.millwright.dashboards.console;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A text as a QR code (ISO/IEC 18004) in SVG, black on white with the quiet zone of four modules
 * that the standard asks for. Error correction M: a smear of 15 % is read through.
 */
final class QrCode {
  private static final int QUIET = 4;

  private QrCode() {}

  /**
   * The code, one unit a module, without a size of its own.
   *
   * @throws IllegalArgumentException if the text is too long for any QR code
   */
  static String svg(String text) {
    ByteMatrix modules = modules(text);
    int side = modules.getWidth() + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int length = 0;
        while (x + length < modules.getWidth() && modules.get(x + length, y) == 1) {
          length++;
        }
        if (length > 0) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
          path.append('h').append(length).append("v1h-").append(length).append('z');
        }
        x += length + 1;
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path fill="#000" d="%2$s"/></svg>
        """
        .formatted(side, path);
  }

  private static ByteMatrix modules(String text) {
    try {
      return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }
}
