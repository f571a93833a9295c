package io.millwright.dashboards.history;

import java.time.Instant;
import java.time.InstantSource;

/** The test double does what the real ones do. */
class InMemoryHistoryStoreTest extends HistoryStoreContract {
  private final InMemoryHistoryStore store = new InMemoryHistoryStore();

  @Override
  protected HistoryStore store() {
    return store;
  }

  @Override
  protected HistoryStore reading(Retention retention, Instant now) {
    return store.sharing(retention, InstantSource.fixed(now));
  }
}
