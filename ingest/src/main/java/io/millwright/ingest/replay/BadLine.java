package io.millwright.ingest.replay;

import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.dataset.DatasetLine;

/**
 * Sorts the reasons of the data set readers, which speak to people, into the platform's classes.
 */
final class BadLine {
  private BadLine() {}

  static RejectionReason reason(DatasetLine.Bad<?> line) {
    if (line.reason().startsWith("has ")) {
      return RejectionReason.CHANNEL_MISMATCH; // "has 25 columns, 26 are needed"
    }
    return line.reason().endsWith("a finite number is needed")
        ? RejectionReason.NOT_A_NUMBER
        : RejectionReason.UNREADABLE;
  }
}
