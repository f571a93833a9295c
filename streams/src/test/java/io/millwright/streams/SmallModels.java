package io.millwright.streams;

import io.millwright.models.prognosis.LifeModelParameters;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Versions of a small life model of pumps, which differ in how long a life they tell apart. */
public final class SmallModels {
  private static final ModelBundle PUMP = read();

  private SmallModels() {}

  /** Channels that an asset needs. */
  public static List<String> channels() {
    return PUMP.lifeEstimator().channels();
  }

  /**
   * A version.
   *
   * @param cap longest life, hours; estimates are shares of it
   */
  public static ModelBundle version(double cap) {
    BundleManifest m = PUMP.manifest();
    LifeModelParameters life = Objects.requireNonNull(m.life());
    BundleManifest draft =
        new BundleManifest(
            m.formatVersion(),
            m.kind(),
            m.modelId(),
            "",
            m.createdBy(),
            m.trainingData(),
            m.seed(),
            m.metrics(),
            m.entries(),
            m.featureSchema(),
            new LifeModelParameters(
                life.modelId(),
                life.unit(),
                cap,
                life.channels(),
                life.settings(),
                life.monitored(),
                life.normalization(),
                life.timeConstants(),
                life.baselineSpan(),
                life.linear(),
                life.interval(),
                life.jumpLimit()));
    Map<String, byte[]> contents = new HashMap<>();
    m.entries().keySet().forEach(e -> contents.put(e, Objects.requireNonNull(PUMP.entry(e))));
    return ModelBundle.of(draft, contents);
  }

  private static ModelBundle read() {
    try (InputStream in = SmallModels.class.getResourceAsStream("/models/pump.bundle")) {
      return ModelBundle.fromBytes(Objects.requireNonNull(in).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
