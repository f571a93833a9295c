package io.millwright.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.millwright.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class IngestArchitectureTest {
  @ArchTest
  static final ArchRule INGEST_KNOWS_NO_ENGINE_AND_NO_NEIGHBOUR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka.streams..",
              "org.tribuo..",
              "ml.dmlc..",
              "software.amazon.randomcutforest..",
              "com.influxdb..",
              "io.javalin..",
              "io.millwright.streams..",
              "io.millwright.alerts..",
              "io.millwright.dashboards..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.millwright.ingest.(*)..").should().beFreeOfCycles();
}
