/**
 * What people see of stored signals: spectra with the lines to look for, waterfalls, log-mel
 * pictures. Made of blocks by the signal processing of the jobs; knows neither stores nor pages.
 */
@NullMarked
package io.millwright.dashboards.signals;

import org.jspecify.annotations.NullMarked;
