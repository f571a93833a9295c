/**
 * Life cycle and health of the parts of a process. Entry: {@link
 * io.millwright.runtime.service.ServiceGroup}.
 */
@NullMarked
package io.millwright.runtime.service;

import org.jspecify.annotations.NullMarked;
