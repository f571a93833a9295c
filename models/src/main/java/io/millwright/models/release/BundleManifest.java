package io.millwright.models.release;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.LifeModelParameters;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says about itself.
 *
 * @param formatVersion of the bundle's layout
 * @param kind {@code life} for a life estimator, {@code diagnosis} for a diagnosis of bearings,
 *     {@code bearing-life} for the life of one; other kinds come with other jobs
 * @param version SHA-256 over this manifest (with an empty version) in its canonical JSON, and so
 *     over every entry
 * @param createdBy the program that made it
 * @param trainingData what it was trained on
 * @param seed of all random draws
 * @param metrics scores that the trainer saw, by name
 * @param entries SHA-256 of every other entry of the file, by name
 * @param life the parameters, when the kind is {@code life}
 */
public record BundleManifest(
    int formatVersion,
    String kind,
    String modelId,
    String version,
    String createdBy,
    List<TrainingSource> trainingData,
    long seed,
    SortedMap<String, Double> metrics,
    SortedMap<String, String> entries,
    FeatureSchema featureSchema,
    @Nullable LifeModelParameters life) {
  /** The layout written today. */
  public static final int FORMAT_VERSION = 1;

  /** A life estimator. */
  public static final String LIFE = "life";

  /** A diagnosis of bearings. */
  public static final String DIAGNOSIS = "diagnosis";

  /** A model of a rolling bearing's life from its vibration. */
  public static final String BEARING_LIFE = "bearing-life";

  public BundleManifest {
    trainingData = List.copyOf(trainingData);
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  BundleManifest withVersion(String digest) {
    return new BundleManifest(
        formatVersion,
        kind,
        modelId,
        digest,
        createdBy,
        trainingData,
        seed,
        metrics,
        entries,
        featureSchema,
        life);
  }

  /**
   * One input of the training.
   *
   * @param name a file's name, without its folder, or a description of a simulation
   * @param sha256 of the bytes as read, in hexadecimal
   */
  public record TrainingSource(String name, String sha256) {}
}
