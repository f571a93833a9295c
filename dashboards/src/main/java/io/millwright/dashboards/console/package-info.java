/**
 * The built-in console: a page for people, a REST API and a live stream over the current state of
 * the fleet and its history. Entry point: {@link io.millwright.dashboards.console.Console}.
 */
@NullMarked
package io.millwright.dashboards.console;

import org.jspecify.annotations.NullMarked;
