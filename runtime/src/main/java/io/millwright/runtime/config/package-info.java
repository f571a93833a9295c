/**
 * YAML to one tree of records a process; all failures at once, each with its path. Entry: {@link
 * io.millwright.runtime.config.Configuration}.
 */
@NullMarked
package io.millwright.runtime.config;

import org.jspecify.annotations.NullMarked;
