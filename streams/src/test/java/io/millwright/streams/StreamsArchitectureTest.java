package io.millwright.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.millwright.streams",
    importOptions = ImportOption.DoNotIncludeTests.class)
class StreamsArchitectureTest {
  /** An operator touches nothing but Kafka and its state. */
  @ArchTest
  static final ArchRule OPERATORS_KNOW_NEITHER_STORES_NOR_HTTP =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.influxdb..",
              "io.questdb..",
              "java.net.http..",
              "io.javalin..",
              "org.apache.kafka.streams..",
              "com.esotericsoftware.kryo..");

  @ArchTest
  static final ArchRule OPERATORS_KNOW_NO_LEARNING_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tribuo..",
              "ml.dmlc..",
              "ai.djl..",
              "ai.onnxruntime..",
              "software.amazon.randomcutforest..",
              "io.millwright.models.training..",
              "io.millwright.models.evaluation..");

  @ArchTest
  static final ArchRule DEPLOYABLES_MEET_ONLY_IN_KAFKA =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.millwright.ingest..",
              "io.millwright.alerts..",
              "io.millwright.dashboards..",
              "io.millwright.standalone..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.millwright.streams.(*)..").should().beFreeOfCycles();

  /** The pipelines know the stages and their Flink ends; these never know the pipelines. */
  @ArchTest
  static final ArchRule STAGES_DO_NOT_KNOW_THE_PIPELINES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.millwright.streams.assess..",
              "io.millwright.streams.features..",
              "io.millwright.streams.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.millwright.streams");
}
