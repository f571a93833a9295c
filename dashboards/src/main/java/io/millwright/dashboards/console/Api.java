package io.millwright.dashboards.console;

import java.util.List;

/** One part of the API. The routes and the OpenAPI document are made from what it lists. */
interface Api {
  /** What it offers, the same for its whole life. */
  List<Operation> operations();
}
