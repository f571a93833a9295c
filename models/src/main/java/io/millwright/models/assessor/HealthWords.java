package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.models.detection.BaselineDetection.Contribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words, and in ISO 14224 codes, what deviates. */
final class HealthWords {
  private static final int MOST_NAMED = 3;
  private static final int MOST_FINDINGS = 3;

  /** A channel with a smaller share explains nothing worth a name. */
  private static final double LEAST_NAMED_SHARE = 0.1;

  /**
   * That a deviation is a fault of the very item it shows at is no better than a coin's toss
   * without a diagnosis.
   */
  private static final double MOST_PROBABILITY = 0.5;

  private HealthWords() {}

  /** For example {@code HPC outlet temperature +4.1 σ, Fuel ratio −2.2 σ for 12 scans}. */
  static String deviation(Asset asset, List<Contribution> contributions, int scans) {
    String channels =
        contributions.stream()
            .filter(c -> c == contributions.get(0) || c.share() >= LEAST_NAMED_SHARE)
            .limit(MOST_NAMED)
            .map(c -> name(asset, c) + " " + sigmas(c.sigmas()))
            .collect(Collectors.joining(", "));
    return channels + " for " + scans + (scans == 1 ? " scan" : " scans");
  }

  /** The point's name, with its id where the asset has another of that name. */
  private static String name(Asset asset, Contribution c) {
    MeasurementPoint point = asset.points().get(c.channel());
    boolean unique =
        asset.points().stream().filter(p -> p.name().equals(point.name())).count() == 1;
    return unique ? point.name() : point.name() + " (" + point.id() + ")";
  }

  private static String sigmas(double sigmas) {
    return String.format(Locale.ROOT, "%s%.1f σ", sigmas < 0 ? "−" : "+", Math.abs(sigmas));
  }

  static String life(RemainingLife life) {
    return "remaining life " + life.words();
  }

  /** Suspected items, each by its strongest channel, most suspected first. */
  static List<Finding> findings(Asset asset, List<Contribution> contributions) {
    Map<String, Contribution> strongest = new LinkedHashMap<>();
    Map<String, Double> share = new LinkedHashMap<>();
    for (Contribution c : contributions) {
      String item = itemOf(asset, asset.points().get(c.channel()));
      strongest.putIfAbsent(item, c);
      share.merge(item, c.share(), Double::sum);
    }
    List<Finding> findings = new ArrayList<>();
    strongest.forEach(
        (item, c) ->
            findings.add(
                new Finding(
                    item,
                    failureMode(asset.points().get(c.channel()), c.sigmas()),
                    "",
                    MOST_PROBABILITY * Math.min(1, share.getOrDefault(item, 0.0)),
                    name(asset, c) + " " + sigmas(c.sigmas()))));
    findings.sort((a, b) -> Double.compare(b.probability(), a.probability()));
    return findings.size() > MOST_FINDINGS ? findings.subList(0, MOST_FINDINGS) : findings;
  }

  /**
   * The finding when remaining life alone says so: no item is named by it but the asset's first.
   */
  static Finding endOfLife(Asset asset, RemainingLife life) {
    return new Finding(asset.items().get(0).id(), "UNK", "", MOST_PROBABILITY, life(life));
  }

  private static String itemOf(Asset asset, MeasurementPoint point) {
    return itemOf(asset, point.itemId());
  }

  /** The item a signal is measured at; the asset's first if none is declared. */
  static String itemOf(Asset asset, SignalPoint point) {
    return itemOf(asset, point.itemId());
  }

  private static String itemOf(Asset asset, @Nullable String declared) {
    return declared == null ? asset.items().get(0).id() : declared;
  }

  /**
   * ISO 14224:2016 annex B: VIB vibration, OHE overheating, PDE parameter deviation, UNK unknown. A
   * single channel tells no more than its kind.
   */
  private static String failureMode(MeasurementPoint point, double sigmas) {
    return switch (point.kind()) {
      case VIBRATION -> sigmas > 0 ? "VIB" : "PDE";
      case TEMPERATURE -> sigmas > 0 ? "OHE" : "PDE";
      case PROCESS, POWER, LOAD, SPEED, SETTING -> "PDE";
      case OTHER -> "UNK";
    };
  }
}
