package io.millwright.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.millwright.contracts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsArchitectureTest {
  @ArchTest
  static final ArchRule CONTRACTS_KNOW_NO_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka.streams..",
              "org.tribuo..",
              "com.influxdb..",
              "io.javalin..");

  @ArchTest
  static final ArchRule FEATURE_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.millwright.contracts.(*)..").should().beFreeOfCycles();
}
