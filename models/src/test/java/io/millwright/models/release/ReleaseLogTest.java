package io.millwright.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.release.ReleaseLog.Because;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseLogTest {
  private static final String A = "aaaaaaaa1";
  private static final String B = "bbbbbbbb2";
  private static final String C = "cccccccc3";

  private ReleaseLog log = new ReleaseLog(List.of());
  private final List<ModelRelease> written = new ArrayList<>();
  private Instant clock = Instant.parse("2026-02-01T00:00:00Z");

  @Test
  void theShadowIsPromotedAndWhoServedIsRetired() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    assertThat(serving()).isEqualTo(A);
    assertThat(shadow()).isEqualTo(B);

    take(log.promote("m", "bbbbbb", null, because("better")));

    assertThat(serving()).isEqualTo(B);
    assertThat(shadow()).isNull();
    assertThat(role(A)).isEqualTo(ModelRole.RETIRED);
    ModelRelease retired = release(A);
    assertThat(retired.servedUntil()).isEqualTo(clock);
    assertThat(retired.refused()).isFalse();
    assertThat(retired.reason()).contains("replaced by m bbbbbbbb2");
  }

  @Test
  void aRollBackBringsTheFormerOneBackAndRefusesTheOtherUntilItIsNamed() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.LIVE);

    take(log.rollBack("m", B, null, because("false alarms")));

    assertThat(serving()).isEqualTo(A);
    assertThat(release(A).reason()).contains("bbbbbbbb2 was rolled back: false alarms");
    assertThat(release(B).refused()).isTrue();
    assertThat(log.refuses("sha-" + B)).isTrue();
    assertThatThrownBy(() -> publish(B, ModelRole.SHADOW))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("was rolled back: false alarms (j.doe");
    assertThatThrownBy(() -> publishPardoned(B, "aaaaaaaa"))
        .as("another version is named")
        .isInstanceOf(RefusedReleaseException.class);

    publishPardoned(B, "bbbbbbbb");

    assertThat(log.refuses("sha-" + B)).isFalse();
    assertThat(shadow()).isEqualTo(B);
    assertThat(serving()).isEqualTo(A);
  }

  @Test
  void aRollBackNeedsSomebodyToGoBackTo() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    publish(C, ModelRole.SHADOW); // B has never served

    assertThatThrownBy(() -> log.rollBack("m", A, null, because("bad")))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("no earlier version served");
  }

  @Test
  void aRollBackGoesPastWhatWasRolledBackBefore() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.LIVE);
    take(log.rollBack("m", B, null, because("bad")));
    publish(C, ModelRole.LIVE);
    take(log.rollBack("m", C, null, because("bad too")));

    assertThat(serving()).isEqualTo(A);
    assertThatThrownBy(() -> log.rollBack("m", A, null, because("bad as well")))
        .isInstanceOf(RefusedReleaseException.class);
  }

  @Test
  void onlyWhatIsMeantIsChanged() {
    publish(A, ModelRole.LIVE);

    assertThatThrownBy(() -> log.promote("m", A, null, because("x")))
        .hasMessageContaining("is LIVE, not SHADOW");
    assertThatThrownBy(() -> log.promote("m", "dddddd", null, because("x")))
        .hasMessageContaining("no version dddddd of model m");
    assertThatThrownBy(() -> log.promote("m", "aaa", null, because("x")))
        .hasMessageContaining("first 6 digits");
    assertThatThrownBy(() -> publish(A, ModelRole.LIVE)).hasMessageContaining("LIVE already");
    assertThatThrownBy(() -> because(" ")).hasMessageContaining("an actor and a reason");
  }

  @Test
  void placesDoNotTouchEachOther() {
    publish(A, ModelRole.LIVE);
    take(
        log.publish(
            manifest(B, "diagnosis"), "sha-" + B, ModelRole.LIVE, "pump", because("x"), null));
    take(log.publish(manifest(C, "life"), "sha-" + C, ModelRole.LIVE, "fan", because("x"), null));

    assertThat(serving()).isEqualTo(A);
    assertThat(Objects.requireNonNull(log.serving("diagnosis", "pump")).version()).isEqualTo(B);
    assertThat(Objects.requireNonNull(log.serving("life", "fan")).version()).isEqualTo(C);
  }

  /** Partitions are read side by side: what is meant must not depend on who comes first. */
  @Test
  void theOrderInWhichReleasesAreReadDoesNotMatter() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    take(log.promote("m", B, null, because("better")));
    take(log.rollBack("m", B, null, because("worse")));
    publish(C, ModelRole.SHADOW);
    Random random = new Random(5);

    for (int i = 0; i < 50; i++) {
      List<ModelRelease> shuffled = new ArrayList<>(written);
      Collections.shuffle(shuffled, random);
      ReleaseLog read = new ReleaseLog(List.of());
      for (ModelRelease release : shuffled) {
        read = read.with(List.of(release));
      }
      assertThat(read.releases()).isEqualTo(log.releases());
      assertThat(Objects.requireNonNull(read.serving("life", "pump")).version()).isEqualTo(A);
    }
  }

  /** A job may read the first half of a change only, or may not be able to load its model. */
  @Test
  void atNoMomentIsThereNobodyWhoServes() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    List<ModelRelease> changes = log.promote("m", B, null, because("better"));

    for (ModelRelease one : changes) {
      assertThat(log.with(List.of(one)).serving("life", "pump")).isNotNull();
    }
    assertThat(Objects.requireNonNull(log.with(List.of(changes.get(1))).serving("life", "pump")))
        .as("the new one was not let through")
        .extracting(ModelRelease::version)
        .isEqualTo(A);
  }

  @Test
  void aClockThatLagsDoesNotUndoWhatIsNewer() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    clock = clock.minusSeconds(3600);

    take(log.promote("m", B, null, because("better")));

    assertThat(serving()).isEqualTo(B);
  }

  /** As a job reads it that has seen the first half of a promotion. */
  @Test
  void ofTwoThatAreLiveInOnePlaceTheNewestServesAndAnOlderShadowIsNoLongerMeant() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.SHADOW);
    List<ModelRelease> promoted = log.promote("m", B, null, because("better"));
    assertThat(promoted)
        .extracting(ModelRelease::role)
        .as("first who serves, then who no longer does")
        .containsExactly(ModelRole.LIVE, ModelRole.RETIRED);
    assertThat(promoted.get(0).servedUntil()).isNull();

    take(promoted.subList(0, 1));

    assertThat(role(A)).isEqualTo(ModelRole.LIVE);
    assertThat(serving()).isEqualTo(B);
    assertThatThrownBy(() -> log.rollBack("m", A, null, because("bad")))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("was replaced by a newer one");
  }

  @Test
  void aRollBackBringsTheNewestOfThoseThatServed() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.LIVE);
    publish(C, ModelRole.LIVE);

    take(log.rollBack("m", C, null, because("bad")));

    assertThat(serving()).isEqualTo(B);
  }

  @Test
  void whatServedOnceStillMayAfterItWasAShadow() {
    publish(A, ModelRole.LIVE);
    publish(B, ModelRole.LIVE);
    publish(A, ModelRole.SHADOW);
    publish(C, ModelRole.SHADOW);
    assertThat(role(A)).isEqualTo(ModelRole.RETIRED);

    take(log.rollBack("m", B, null, because("bad")));

    assertThat(serving()).isEqualTo(A);
  }

  @Test
  void aPardonIsOfTheBundleWhereverItWasRolledBack() {
    for (String equipmentClass : List.of("pump", "fan")) {
      publish(A, ModelRole.LIVE, equipmentClass);
      publish(B, ModelRole.LIVE, equipmentClass);
    }
    take(log.rollBack("m", B, "pump", because("bad")));
    take(log.rollBack("m", B, "fan", because("bad")));
    assertThatThrownBy(() -> publishPardoned(B, "bbb"))
        .as("too few digits")
        .isInstanceOf(RefusedReleaseException.class);
    assertThat(log.refuses("sha-" + B)).isTrue();

    publishPardoned(B, "bbbbbb");

    assertThat(log.refuses("sha-" + B)).isFalse();
    assertThat(log.releases())
        .filteredOn(r -> r.version().equals(B) && r.equipmentClass().equals("fan"))
        .singleElement()
        .satisfies(r -> assertThat(r.role()).isEqualTo(ModelRole.RETIRED))
        .satisfies(r -> assertThat(r.refused()).isFalse())
        .satisfies(r -> assertThat(r.servedUntil()).isNotNull());
  }

  @Test
  void aClassMustBeNamedWhereSeveralAreMeant() {
    for (String equipmentClass : List.of("pump", "fan")) {
      publish(A, ModelRole.LIVE, equipmentClass);
      publish(B, ModelRole.SHADOW, equipmentClass);
    }
    assertThatThrownBy(() -> log.promote("m", B, null, because("better")))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("more than one is meant");

    take(log.promote("m", B, "fan", because("better")));

    assertThat(serving()).isEqualTo(A);
    assertThat(Objects.requireNonNull(log.serving("life", "fan")).version()).isEqualTo(B);
  }

  @Test
  void aBundleIsPublishedAsShadowOrLiveAndWhatServesIsNotMadeAShadow() {
    assertThatThrownBy(() -> publish(A, ModelRole.RETIRED))
        .isInstanceOf(RefusedReleaseException.class);
    assertThatThrownBy(() -> publish(A, ModelRole.CANARY))
        .isInstanceOf(RefusedReleaseException.class);
    publish(A, ModelRole.LIVE);

    assertThatThrownBy(() -> publish(A, ModelRole.SHADOW))
        .isInstanceOf(RefusedReleaseException.class)
        .hasMessageContaining("is LIVE; roll it back");
  }

  private void publish(String version, ModelRole role) {
    publish(version, role, "pump");
  }

  private void publish(String version, ModelRole role, String equipmentClass) {
    take(
        log.publish(
            manifest(version, "life"), "sha-" + version, role, equipmentClass, because("x"), null));
  }

  private void publishPardoned(String version, String pardoned) {
    take(
        log.publish(
            manifest(version, "life"),
            "sha-" + version,
            ModelRole.SHADOW,
            "pump",
            because("it was the sensor"),
            pardoned));
  }

  private void take(List<ModelRelease> changes) {
    written.addAll(changes);
    log = log.with(changes);
  }

  private Because because(String reason) {
    clock = clock.plusSeconds(1);
    return new Because("j.doe", reason, clock);
  }

  private String serving() {
    return Objects.requireNonNull(log.serving("life", "pump")).version();
  }

  private @Nullable String shadow() {
    ModelRelease shadow = log.shadow("life", "pump");
    return shadow == null ? null : shadow.version();
  }

  private ModelRelease release(String version) {
    return log.releases().stream()
        .filter(r -> r.version().equals(version))
        .findFirst()
        .orElseThrow();
  }

  private ModelRole role(String version) {
    return release(version).role();
  }

  private static BundleManifest manifest(String version, String kind) {
    return new BundleManifest(
        1,
        kind,
        "m",
        version,
        "test",
        List.of(),
        1,
        new TreeMap<>(),
        new TreeMap<>(),
        new FeatureSchema("s", List.of("f")),
        null);
  }
}
