package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists of findings: as bytes, and joined. */
final class Findings {
  /** More than these tell a person nothing more. */
  private static final int MOST = 5;

  private Findings() {}

  /** All of both, most probable first. */
  static List<Finding> joined(List<Finding> a, List<Finding> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    List<Finding> all = new ArrayList<>(a);
    all.addAll(b);
    all.sort(Comparator.comparingDouble(Finding::probability).reversed());
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  /** As version 1 of an assessor's state wrote them. */
  static void writeWithoutLines(List<Finding> findings, SnapshotWriter out) {
    out.put(findings.size());
    for (Finding f : findings) {
      out.put(f.itemId()).put(f.failureMode()).put(f.mechanism());
      out.put(f.probability()).put(f.evidence());
    }
  }

  static List<Finding> readWithoutLines(SnapshotReader in) {
    List<Finding> read = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      read.add(
          new Finding(
              in.readString(), in.readString(), in.readString(), in.readDouble(), in.readString()));
    }
    return List.copyOf(read);
  }

  static void write(List<Finding> findings, SnapshotWriter out) {
    writeWithoutLines(findings, out);
    for (Finding f : findings) {
      out.put(f.lines().size());
      for (SpectralLine line : f.lines()) {
        out.put(line.name()).put(line.frequencyHz()).put(line.prominenceDb());
        out.put(line.bandLowHz()).put(line.bandHighHz());
      }
    }
  }

  static List<Finding> read(SnapshotReader in) {
    List<Finding> findings = new ArrayList<>();
    for (Finding f : readWithoutLines(in)) {
      List<SpectralLine> lines = new ArrayList<>();
      for (int left = in.readCount(); left > 0; left--) {
        lines.add(
            new SpectralLine(
                in.readString(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble()));
      }
      findings.add(
          new Finding(
              f.itemId(), f.failureMode(), f.mechanism(), f.probability(), f.evidence(), lines));
    }
    return List.copyOf(findings);
  }
}
