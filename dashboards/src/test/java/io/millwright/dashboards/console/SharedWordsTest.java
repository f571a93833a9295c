package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.model.ModelRole;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.dashboards.console.Bundles.Language;
import io.millwright.runtime.access.Role;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API answers with a constant is said with a word by the pages, whatever the language. */
class SharedWordsTest {
  private static final Map<String, Class<? extends Enum<?>>> WORDS =
      Map.ofEntries(
          Map.entry("state", HealthState.class),
          Map.entry("priority", Priority.class),
          Map.entry("operating", OperatingState.class),
          Map.entry("origin", Origin.class),
          Map.entry("criticality", Criticality.class),
          Map.entry("alarm", AlarmStatus.class),
          Map.entry("condition", AlarmCondition.class),
          Map.entry("case", Advisory.Status.class),
          Map.entry("rootCase", RootCase.Status.class),
          Map.entry("order", WorkOrder.Status.class),
          Map.entry("outcome", MaintenanceReport.Outcome.class),
          Map.entry("quality", ChannelQuality.class),
          Map.entry("modelRole", ModelRole.class),
          Map.entry("event", MachineEventType.class),
          Map.entry("role", Role.class),
          Map.entry("action", OperatorAction.Kind.class));

  @ParameterizedTest
  @EnumSource
  void everyConstantHasAWord(Language language) {
    Map<String, String> texts = Bundles.texts(language);
    WORDS.forEach(
        (kind, constants) -> {
          for (Enum<?> constant : constants.getEnumConstants()) {
            assertThat(texts).containsKey("common." + kind + "." + constant.name());
          }
        });
  }
}
