package io.millwright.alerts.precedent;

import io.millwright.alerts.precedent.ClosedCase.Kind;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CaseAdvice.Precedent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the closed cases most like an open one, by the general coefficient of similarity for
 * categorical characters: the weighted share of what is known of both and equal (J. C. Gower, A
 * general coefficient of similarity and some of its properties, Biometrics 27, 1971). What fails
 * and how it fails weigh more than the machine around it. Stateless.
 */
public final class Precedents {
  private static final double ITEM = 3;
  private static final double MECHANISM = 3;
  private static final double MODE = 2;
  private static final double CLASS = 2;
  private static final int SHOWN = 3;

  /** From here on a closed case is of the same kind, for the share that was confirmed. */
  private static final double SAME_KIND = 0.7;

  /** Weight of what must be known of both: more than the class, or an item, alone. */
  private static final double ENOUGH = 5;

  /** Below, it tells nothing. */
  private static final double LEAST = 0.4;

  private static final String BASIS =
      String.format(
          Locale.ROOT,
          "found by a machine: item %.0f, mechanism %.0f, failure mode %.0f, class %.0f; of the same"
              + " kind from %.1f",
          ITEM,
          MECHANISM,
          MODE,
          CLASS,
          SAME_KIND);

  private Precedents() {}

  /** What is compared, and how much it weighs. */
  private record Trait(double weight, Function<Kind, String> of) {}

  private static final List<Trait> TRAITS =
      List.of(
          new Trait(ITEM, Kind::item),
          new Trait(MECHANISM, Kind::mechanism),
          new Trait(MODE, Kind::failureMode),
          new Trait(CLASS, Kind::equipmentClass));

  private record Ranked(ClosedCase past, double similarity) {}

  /**
   * Advice for an open case.
   *
   * @param kind of the open case
   * @param revision of the advice
   * @param closed all that are remembered, in any order
   */
  public static CaseAdvice advise(Advisory c, Kind kind, int revision, Stream<ClosedCase> closed) {
    List<Ranked> like =
        closed
            .map(past -> new Ranked(past, similarity(kind, past.kind())))
            .filter(r -> r.similarity() >= LEAST)
            .sorted(
                Comparator.comparingDouble(Ranked::similarity)
                    .thenComparing(r -> r.past().closedAt())
                    .reversed()
                    .thenComparing(r -> r.past().caseId()))
            .toList();
    List<Ranked> same = like.stream().filter(r -> r.similarity() >= SAME_KIND).toList();
    return new CaseAdvice(
        c.caseId(),
        revision,
        c.assetId(),
        c.updatedAt(),
        like.stream().limit(SHOWN).map(Precedents::precedent).toList(),
        same.size(),
        (int)
            same.stream()
                .filter(r -> r.past().outcome() == Advisory.Status.CLOSED_REPAIRED)
                .count(),
        BASIS);
  }

  private static Precedent precedent(Ranked r) {
    ClosedCase past = r.past();
    return new Precedent(
        past.caseId(),
        past.assetId(),
        r.similarity(),
        past.outcome(),
        past.found(),
        past.action(),
        past.closedAt());
  }

  /** Whether one tells anything about the other. */
  public static boolean alike(Kind a, Kind b) {
    return similarity(a, b) >= LEAST;
  }

  /** In [0, 1]; 0 if too little is known of both to say. */
  static double similarity(Kind a, Kind b) {
    double known = 0;
    double equal = 0;
    for (Trait trait : TRAITS) {
      String left = trait.of().apply(a);
      String right = trait.of().apply(b);
      if (!left.isEmpty() && !right.isEmpty()) {
        known += trait.weight();
        equal += left.equals(right) ? trait.weight() : 0;
      }
    }
    return known < ENOUGH ? 0 : equal / known;
  }
}
