package io.millwright.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.millwright.standalone",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.millwright.standalone.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_LEARNING_LIBRARIES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tribuo..", "ml.dmlc..", "software.amazon..");

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.millwright.standalone.StandaloneMain")
          .should()
          .callMethod(System.class, "exit", int.class);
}
