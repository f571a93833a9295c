package io.millwright.alerts.parts;

import io.millwright.alerts.parts.AssetOutlook.ToldLife;
import io.millwright.contracts.advisory.SpareAdvice.Need;
import io.millwright.contracts.advisory.SpareAdvice.Uncovered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demand of a fleet for one part within a time from now on. Machines fail independently of each
 * other, each once at most: the lead time is short against the life of the part that is put in. A
 * machine for which the part is set aside is not counted again. Immutable.
 */
final class FleetDemand {
  private final String partNumber;
  private final List<Member> members = new ArrayList<>();
  private final List<Uncovered> uncovered = new ArrayList<>();

  /** A machine with what is known of it. */
  record Machine(PartsOfAsset parts, AssetOutlook outlook) {}

  private interface Failure {
    double within(Duration time);
  }

  private record Member(
      PartsOfAsset parts, Set<String> suspected, Failure failure, String reason, String model) {}

  FleetDemand(String partNumber, List<Machine> fleet, PartsRule rule, Instant now) {
    this.partNumber = partNumber;
    for (Machine machine : fleet) {
      if (machine.outlook().reserved(partNumber) == 0) {
        add(machine.parts(), machine.outlook(), rule, now);
      }
    }
  }

  private void add(PartsOfAsset parts, AssetOutlook outlook, PartsRule rule, Instant now) {
    Set<String> suspected = parts.known(outlook.cases().values());
    ToldLife told = outlook.life();
    String why = "there is no estimate of its remaining life";
    if (told != null) {
      Duration age = Duration.between(told.heardAt(), now);
      if (age.compareTo(rule.estimateHolds()) <= 0) {
        try {
          LifeDistribution life = LifeDistribution.of(told.life(), parts.cycle());
          members.add(
              new Member(
                  parts,
                  suspected,
                  within -> life.failureWithin(age, within),
                  "remaining life " + told.life().words() + what(suspected),
                  told.model()));
          return;
        } catch (IllegalArgumentException e) {
          why = "its estimate cannot be used: " + e.getMessage();
        }
      } else {
        why = "its last estimate is older than " + rule.estimateHolds().toHours() + " hours";
      }
    }
    Duration mean = rule.meanTimeBetweenFailures().get(parts.equipmentClass());
    if (mean == null) {
      uncovered.add(new Uncovered(parts.id(), why));
    } else {
      // Constant rate: a declared mean says nothing of age.
      members.add(
          new Member(
              parts,
              suspected,
              within -> -Math.expm1(-(double) within.toSeconds() / mean.toSeconds()),
              "declared mean time between failures, for " + why + what(suspected),
              ""));
    }
  }

  private static String what(Set<String> suspected) {
    return suspected.isEmpty()
        ? "; which item fails is not known"
        : "; suspected: " + String.join(", ", suspected);
  }

  /** The demand within a time. */
  PoissonBinomial within(Duration time) {
    return PoissonBinomial.ofDemands(demands(time));
  }

  /** Probability that so many pieces are enough for a time. */
  double lasts(int pieces, Duration time) {
    return PoissonBinomial.atMost(pieces, demands(time));
  }

  private List<double[]> demands(Duration time) {
    return members.stream().map(m -> demand(m, time)).toList();
  }

  private double[] demand(Member m, Duration time) {
    return m.parts().demand(partNumber, m.failure().within(time), m.suspected());
  }

  /** The machines most likely to need the part. */
  List<Need> needs(Duration time, int most) {
    return members.stream()
        .map(
            m -> {
              double[] mass = demand(m, time);
              double pieces = 0;
              for (int k = 1; k < mass.length; k++) {
                pieces += k * mass[k];
              }
              double probability = Math.max(0, 1 - mass[0]);
              return new Need(
                  m.parts().id(),
                  Figures.rounded(probability),
                  Figures.rounded(pieces),
                  m.reason());
            })
        .filter(need -> need.pieces() > 0)
        .sorted(
            Comparator.comparingDouble(Need::pieces)
                .reversed()
                .thenComparing(need -> need.assetId().value()))
        .limit(most)
        .toList();
  }

  int covered() {
    return members.size();
  }

  /** Machines of which nothing is known, in the order of their ids. */
  List<Uncovered> uncovered() {
    return uncovered.stream().sorted(Comparator.comparing(u -> u.assetId().value())).toList();
  }

  /** Models that made the estimates, in words. */
  String models() {
    Set<String> models =
        members.stream()
            .map(Member::model)
            .filter(model -> !model.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return models.isEmpty() ? "none" : String.join(", ", models);
  }

  static String model(@Nullable String id, @Nullable String version) {
    return id == null ? "a model without name" : id + (version == null ? "" : " " + version);
  }
}
