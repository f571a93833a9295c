package io.millwright.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.millwright.models", importOptions = DoNotIncludeTests.class)
class LearningLibrariesTest {
  @ArchTest
  static final ArchRule ONLY_TRAINING_LEARNS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tribuo..", "ml.dmlc..", "com.oracle.labs..", "com.google.protobuf..")
          .because("a job has no learning library on its class path");

  @ArchTest
  static final ArchRule WHAT_A_JOB_LOADS_KNOWS_NO_TRAINING =
      noClasses()
          .that()
          .resideInAnyPackage("..prognosis..", "..ensemble..", "..release..", "..dataset..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..training..", "..evaluation..");
}
