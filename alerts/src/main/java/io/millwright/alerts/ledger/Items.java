package io.millwright.alerts.ledger;

import io.millwright.alerts.cases.Evidence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names of maintainable items, as people and machines give them. */
final class Items {
  private Items() {}

  /** Whether two statements may be about one item: who names none may mean any. */
  static boolean mayBeSame(@Nullable String a, @Nullable String b) {
    return !isKnown(a) || !isKnown(b) || Objects.equals(a, b);
  }

  static boolean isKnown(@Nullable String item) {
    return item != null && !item.equals(Evidence.UNKNOWN_ITEM);
  }
}
