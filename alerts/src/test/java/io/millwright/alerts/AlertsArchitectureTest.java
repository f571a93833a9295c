package io.millwright.alerts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.millwright.alerts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class AlertsArchitectureTest {
  @ArchTest
  static final ArchRule A_SHADOW_MODEL_CAN_NEVER_PAGE_ANYONE =
      noClasses().should().accessField(Topics.class, "SHADOW_ASSESSMENTS");

  @ArchTest
  static final ArchRule RULES_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage("..alerts.alarm..", "..alerts.cases..", "..alerts.workorder..")
          .or()
          .resideInAnyPackage(
              "..alerts.watch..",
              "..alerts.parts..",
              "..alerts.rootcase..",
              "..alerts.ledger..",
              "..alerts.energy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "com.fasterxml..", "io.micrometer..", "org.slf4j..");

  @ArchTest
  static final ArchRule THE_GATEWAY_MEETS_THE_BROKER_AT_ITS_EDGE =
      noClasses()
          .that()
          .resideInAPackage("..alerts.cmms..")
          .and()
          .haveNameNotMatching(".*\\.(CmmsGateway|GatewayLoop|TopicJournal)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.millwright.runtime.kafka..");

  @ArchTest
  static final ArchRule NO_OTHER_DEPLOYABLE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.tribuo..",
              "ml.dmlc..",
              "com.influxdb..",
              "io.millwright.streams..",
              "io.millwright.ingest..",
              "io.millwright.dashboards..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.millwright.alerts.(*)..").should().beFreeOfCycles();

  @Test
  void theCatalogueAgreesWithTheTopology() {
    for (Topic<?, ?> topic : AlertsTopology.INPUTS) {
      assertThat(topic.readers()).as(topic.name()).containsAnyOf("alerts", "all");
    }
    List<Topic<?, ?>> outputs = new ArrayList<>(AlertsTopology.OUTPUTS);
    outputs.addAll(PlantDesks.OUTPUTS);
    for (Topic<?, ?> topic : outputs) {
      assertThat(topic.owner()).as(topic.name()).containsAnyOf("alerts", "all");
    }
  }
}
