// What a shipped dashboard may hold: Grafana's own published types, closed to unknown properties,
// with each panel's options and field configuration of that panel's own types.
import type {
  AnnotationQuery, Dashboard, DataTransformerConfig, FieldConfig, MatcherConfig, RowPanel, VariableModel,
} from '@grafana/schema';
import type * as raw from '@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen';
import type * as BarGauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as PieChart from '@grafana/schema/dist/esm/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen';
import type * as Stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as StateTimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as Table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as TimeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

// JSON has the values of string enums where the types have the enums.
type Plain<T> = T extends string
  ? `${T}`
  : T extends (infer U)[]
    ? Plain<U>[]
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;

// The data source's query has no published type; these are the properties that it reads.
interface InfluxTarget {
  refId: string;
  datasource: { type: 'influxdb'; uid: string };
  query: string;
  rawQuery: true;
  resultFormat: 'time_series' | 'table';
  alias?: string;
}

interface InfluxAnnotation {
  refId: string;
  query: string;
  rawQuery: true;
  queryType: 'tags';
  fromAnnotations: true;
  textColumn: string;
  tagsColumn: string;
  titleColumn: string;
}

interface Fields<Custom> {
  defaults: Omit<Plain<FieldConfig>, 'custom'> & { custom: Plain<Custom> };
  overrides: { matcher: Plain<MatcherConfig<string>>; properties: { id: string; value: unknown }[] }[];
}

interface PanelOf<Type extends string, Options, Custom>
  extends Omit<Plain<raw.Panel>, 'type' | 'options' | 'fieldConfig' | 'targets' | 'transformations'> {
  type: Type;
  title: string;
  description: string;
  options: Plain<Options>;
  fieldConfig: Fields<Custom>;
  targets: InfluxTarget[];
  transformations?: Plain<DataTransformerConfig>[];
}

type AnyPanel =
  | PanelOf<'timeseries', TimeSeries.Options, TimeSeries.FieldConfig>
  | PanelOf<'stat', Stat.Options, {}>
  | PanelOf<'bargauge', BarGauge.Options, {}>
  | PanelOf<'table', Table.Options, Table.FieldConfig>
  | PanelOf<'state-timeline', StateTimeline.Options, StateTimeline.FieldConfig>
  | PanelOf<'piechart', PieChart.Options, PieChart.FieldConfig>
  | Plain<RowPanel>;

export interface ShippedDashboard
  extends Omit<Plain<Dashboard>, 'panels' | 'annotations' | 'templating'> {
  uid: string;
  title: string;
  panels: AnyPanel[];
  annotations: { list: (Omit<Plain<AnnotationQuery>, 'target'> & { target: InfluxAnnotation })[] };
  templating: { list: Plain<VariableModel>[] };
}
