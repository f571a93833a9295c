package io.millwright.dashboards.history;

/** The test double does what the real ones do. */
class InMemoryHistoryStoreTest extends HistoryStoreContract {
  private final InMemoryHistoryStore store = new InMemoryHistoryStore();

  @Override
  protected HistoryStore store() {
    return store;
  }
}
