package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.parts.AssetOutlook;
import io.millwright.alerts.parts.PartLedger;
import io.millwright.alerts.parts.Pumps;
import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Codec;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.SparePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Stores outlive the code: bytes of version 1 are read for ever; the files are not rewritten. */
class PartsStateTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");

  private static final AssetOutlook OUTLOOK =
      new AssetOutlook(
          new AssetOutlook.ToldLife(
              Pumps.LIFE, Pumps.NOW.minusSeconds(5), Pumps.NOW, "pump-life 3"),
          Map.of("case-1", "bearing"),
          List.of(
              new AssetOutlook.OrderParts(
                  "order:1", 3, Map.of("6205", 2), Pumps.NOW, true, false)));

  private static final PartLedger LEDGER =
      new PartLedger(
          "6205",
          new SparePart("6205", "Bearing", 2, Duration.ofDays(14), 1, 45.0, 0.2, 20.0, 0.98),
          1,
          (SpareAdvice) Objects.requireNonNull(CloudEventExamples.all().get("spare-advice")));

  @Test
  void stateOfVersion1IsRead() throws IOException {
    Codec<AssetOutlook> outlooks = StateCodecs.json(AssetOutlook.class);
    Codec<PartLedger> ledgers = StateCodecs.json(PartLedger.class);
    Path outlook = GOLDEN.resolve("part-outlook.bin");
    Path ledger = GOLDEN.resolve("part-ledger.bin");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(outlook)) {
      Files.write(outlook, outlooks.encode(OUTLOOK));
      Files.write(ledger, ledgers.encode(LEDGER));
    }

    assertThat(outlooks.decode(Files.readAllBytes(outlook))).isEqualTo(OUTLOOK);
    assertThat(ledgers.decode(Files.readAllBytes(ledger))).isEqualTo(LEDGER);
  }
}
