package io.millwright.models.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.ensemble.TreeEnsembleCodec;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeModelParameters;
import io.millwright.models.prognosis.TreeLifeEstimator;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A model as one file: a zip of {@code manifest.json} and, for a life estimator, {@code
 * ensemble.bin} (the flat trees that a job scores) and {@code tribuo/<n>.pb} (the models as
 * trained, with their provenance), for a diagnosis {@code diagnosis.bin}, for the life of a bearing
 * {@code bearing-life.bin}. Equal contents give equal bytes. Reading checks every digest; loading
 * needs no learning library. Immutable.
 */
public final class ModelBundle {
  /** The flat trees. */
  public static final String ENSEMBLE = "ensemble.bin";

  /** The weights of a diagnosis of bearings. */
  public static final String DIAGNOSIS = "diagnosis.bin";

  /** The model of a bearing's life. */
  public static final String BEARING_LIFE_MODEL = "bearing-life.bin";

  private static final String MANIFEST = "manifest.json";

  /**
   * Inflated bytes of all entries. The estimator trained on the hundred engines of C-MAPSS FD003
   * has 1.5 MB: a bundle forty times larger is an attack or a mistake.
   */
  private static final int MAX_BYTES = 64 << 20;

  /** As JSON it takes many times its size; a real one has some 10 KiB. */
  private static final int MAX_MANIFEST_BYTES = 4 << 20;

  private static final int MAX_ENTRIES = 64;

  /** The earliest time that a zip entry can carry. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final BundleManifest manifest;
  private final byte[] manifestJson;
  private final SortedMap<String, byte[]> entries;

  private ModelBundle(
      BundleManifest manifest, byte[] manifestJson, SortedMap<String, byte[]> entries) {
    this.manifest = manifest;
    this.manifestJson = manifestJson;
    this.entries = Collections.unmodifiableSortedMap(entries);
  }

  /**
   * A bundle of these contents; digests and version are filled in.
   *
   * @param draft its {@code version} and {@code entries} are ignored
   */
  public static ModelBundle of(BundleManifest draft, Map<String, byte[]> contents) {
    SortedMap<String, byte[]> entries = new TreeMap<>(contents);
    SortedMap<String, String> digests = new TreeMap<>();
    entries.forEach((name, bytes) -> digests.put(name, Sha256.hex(bytes)));
    BundleManifest unversioned =
        new BundleManifest(
            draft.formatVersion(),
            draft.kind(),
            draft.modelId(),
            "",
            draft.createdBy(),
            draft.trainingData(),
            draft.seed(),
            draft.metrics(),
            digests,
            draft.featureSchema(),
            draft.life());
    BundleManifest manifest = unversioned.withVersion(Sha256.hex(json(unversioned)));
    return new ModelBundle(manifest, json(manifest), entries);
  }

  /**
   * @throws InvalidBundleException if the file is missing or is no sound bundle
   */
  public static ModelBundle read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidBundleException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
    try {
      return fromBytes(bytes);
    } catch (InvalidBundleException e) {
      throw new InvalidBundleException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws InvalidBundleException if the bytes are no sound bundle
   */
  public static ModelBundle fromBytes(byte[] zip) {
    SortedMap<String, byte[]> entries = unzip(zip);
    byte[] json = entries.remove(MANIFEST);
    if (json == null) {
      throw new InvalidBundleException(
          "is no model bundle (a zip file with " + MANIFEST + " is needed)");
    }
    if (json.length > MAX_MANIFEST_BYTES) {
      throw new InvalidBundleException(
          "its %s is larger than any, which have up to %d MiB"
              .formatted(MANIFEST, MAX_MANIFEST_BYTES >> 20));
    }
    BundleManifest manifest;
    try {
      manifest = JSON.readValue(json, BundleManifest.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidBundleException("its " + MANIFEST + " cannot be read: " + firstLine(e), e);
    }
    if (manifest == null) {
      throw new InvalidBundleException("its " + MANIFEST + " is empty");
    }
    check(manifest, json, entries);
    return new ModelBundle(manifest, json, entries);
  }

  private static void check(
      BundleManifest manifest, byte[] json, SortedMap<String, byte[]> entries) {
    if (manifest.formatVersion() != BundleManifest.FORMAT_VERSION) {
      throw new InvalidBundleException(
          "has format version "
              + manifest.formatVersion()
              + ", known is "
              + BundleManifest.FORMAT_VERSION);
    }
    if (!manifest.entries().keySet().equals(entries.keySet())) {
      throw new InvalidBundleException(
          "lists " + manifest.entries().keySet() + " and holds " + entries.keySet());
    }
    entries.forEach(
        (name, bytes) -> {
          if (!Sha256.hex(bytes).equals(manifest.entries().get(name))) {
            throw new InvalidBundleException("is damaged: " + name + " does not match its digest");
          }
        });
    // By text, so that a manifest with fields that came later or went away still answers for
    // itself.
    String text = new String(json, StandardCharsets.UTF_8);
    String unversioned =
        text.replace("\"version\":\"" + manifest.version() + "\"", "\"version\":\"\"");
    if (!Sha256.hex(unversioned.getBytes(StandardCharsets.UTF_8)).equals(manifest.version())) {
      throw new InvalidBundleException("is damaged: " + MANIFEST + " does not match its version");
    }
  }

  private static SortedMap<String, byte[]> unzip(byte[] bytes) {
    try {
      measure(bytes);
      return inflate(bytes);
    } catch (ZipException | EOFException e) {
      throw new InvalidBundleException(
          "is no model bundle, or is truncated (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inflates into nothing first, so that what is too large is refused before it has the memory. */
  private static void measure(byte[] bytes) throws IOException {
    byte[] step = new byte[64 << 10];
    int left = MAX_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (int entries = 1; zip.getNextEntry() != null; entries++) {
        for (int read = 0; read >= 0 && left >= 0; read = zip.read(step)) {
          left -= read;
        }
        if (left < 0 || entries > MAX_ENTRIES) {
          throw new InvalidBundleException(
              "is larger than any model bundle, which have up to %d MiB in %d entries"
                  .formatted(MAX_BYTES >> 20, MAX_ENTRIES));
        }
      }
    }
  }

  private static SortedMap<String, byte[]> inflate(byte[] bytes) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entries.put(entry.getName(), zip.readAllBytes()) != null) {
          throw new InvalidBundleException("holds " + entry.getName() + " twice");
        }
      }
      return entries;
    }
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /** Content digest, {@link BundleManifest#version()}. */
  public String version() {
    return manifest.version();
  }

  /** The bytes of an entry; null if there is none of that name. Not a copy. */
  public byte @Nullable [] entry(String name) {
    return entries.get(name);
  }

  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, MANIFEST, manifestJson);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public void write(Path file) throws IOException {
    Files.write(file, toBytes());
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * The estimator that a job serves.
   *
   * @throws InvalidBundleException if this is another kind of model, or its trees and parameters do
   *     not fit
   */
  public LifeEstimator lifeEstimator() {
    LifeModelParameters life = manifest.life();
    byte[] trees = entries.get(ENSEMBLE);
    if (!manifest.kind().equals(BundleManifest.LIFE) || life == null || trees == null) {
      throw new InvalidBundleException(
          "holds a model of kind '" + manifest.kind() + "', not a life estimator");
    }
    try {
      return new TreeLifeEstimator(life, manifest.version(), TreeEnsembleCodec.decode(trees));
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException("does not fit together: " + e.getMessage(), e);
    }
  }

  /**
   * The trained diagnosis of bearings that a job serves.
   *
   * @throws InvalidBundleException if this is another kind of model, or damaged, or made for other
   *     features
   */
  public DiagnosisModel diagnosisModel() {
    byte[] weights = entries.get(DIAGNOSIS);
    if (!manifest.kind().equals(BundleManifest.DIAGNOSIS) || weights == null) {
      throw new InvalidBundleException(
          "holds a model of kind '" + manifest.kind() + "', not a diagnosis");
    }
    try {
      return DiagnosisModel.fromBytes(weights);
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException("does not fit together: " + e.getMessage(), e);
    }
  }

  /**
   * The model of bearing life that a job serves.
   *
   * @throws InvalidBundleException if this is another kind of model, or damaged
   */
  public BearingLifeModel bearingLifeModel() {
    byte[] bytes = entries.get(BEARING_LIFE_MODEL);
    if (!manifest.kind().equals(BundleManifest.BEARING_LIFE) || bytes == null) {
      throw new InvalidBundleException(
          "holds a model of kind '" + manifest.kind() + "', not of bearing life");
    }
    try {
      return BearingLifeModel.fromBytes(bytes);
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException("does not fit together: " + e.getMessage(), e);
    }
  }

  private static byte[] json(BundleManifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always representable", e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
