package io.millwright.dashboards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.millwright.dashboards",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DashboardsArchitectureTest {
  @ArchTest
  static final ArchRule DASHBOARDS_KNOW_NO_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka.streams..",
              "org.tribuo..",
              "ml.dmlc..",
              "software.amazon.randomcutforest..");

  @ArchTest
  static final ArchRule ONLY_HISTORY_KNOWS_ITS_STORES =
      noClasses()
          .that()
          .resideOutsideOfPackage("..history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.influxdb..", "io.questdb..");

  @ArchTest
  static final ArchRule HISTORY_KNOWS_NO_WEB =
      noClasses()
          .that()
          .resideInAPackage("..history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "..console..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.millwright.dashboards.(*)..").should().beFreeOfCycles();
}
