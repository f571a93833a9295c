package io.millwright.contracts;

import java.util.stream.Collectors;

/** The page {@code docs/topics.md}, made from the catalogue so that it cannot go stale. */
final class TopicsPage {
  private TopicsPage() {}

  static String markdown() {
    return """
        <!-- Made from io.millwright.contracts.Topics; TopicsPageTest says how to renew it. Do not edit. -->
        # Topics

        Every topic, once. Avro values use the single-object encoding with the schemas in
        `contracts/src/main/resources/avro`; CloudEvents values are structured JSON with the schemas in
        `contracts/src/main/resources/jsonschema`. Keys are UTF-8 text. The same for programs is
        [asyncapi.json](asyncapi.json); [consumers](consumers.md) tells how to read them.

        | Topic | Key → value | Type | Format | Forgets | Written by | Read by |
        |---|---|---|---|---|---|---|
        """
        + Topics.ALL.stream().map(TopicsPage::row).collect(Collectors.joining());
  }

  private static String row(Topic<?, ?> t) {
    String forgets =
        t.cleanup() == Topic.Cleanup.COMPACT
            ? "compacted"
            : "after " + t.retention().toDays() + " d";
    return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            t.name(),
            t.meaning(),
            t.type().getSimpleName(),
            t.format() == Topic.Format.AVRO ? "Avro" : "CloudEvents JSON",
            forgets,
            String.join(", ", t.owner()),
            String.join(", ", t.readers()));
  }
}
