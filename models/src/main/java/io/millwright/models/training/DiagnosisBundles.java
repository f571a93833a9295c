package io.millwright.models.training;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.training.DiagnosisTable.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Trained diagnoses of bearings, packed. */
public final class DiagnosisBundles {
  private static final String MODEL_ID = "bearing-diagnosis";

  private DiagnosisBundles() {}

  /**
   * Trains on the labelled records of a folder. Choices are made for bearings that training never
   * saw: one fault diameter, and so its specimens, is left out at a time.
   *
   * @param leftOut names of records that are not learned from
   * @param bearing its geometry
   * @param progress told about each record, for a person who waits
   * @throws MalformedDatasetException if the folder is not what it should be, or shows fewer than
   *     two conditions
   */
  public static DiagnosisTrainer.Trained train(
      Path folder, Set<String> leftOut, BearingFrequencies bearing, Consumer<String> progress) {
    List<Window> windows = new ArrayList<>();
    List<TrainingSource> sources = new ArrayList<>();
    for (VibrationRecord record : VibrationRecord.openAll(folder)) {
      if (leftOut.contains(record.name())) {
        continue;
      }
      DiagnosisRecord read = DiagnosisRecord.read(record, bearing);
      String specimens = String.format(Locale.ROOT, "%.0f mil", read.faultDiameterMil());
      read.windows()
          .forEach(w -> windows.add(new Window(read.name(), specimens, read.condition(), w)));
      sources.add(new TrainingSource(read.name(), read.sha256()));
      progress.accept("read " + read.name() + " to learn from");
    }
    try {
      return DiagnosisTrainer.train(new DiagnosisTable(windows), MODEL_ID, sources);
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(folder, 0, String.valueOf(e.getMessage()));
    }
  }
}
