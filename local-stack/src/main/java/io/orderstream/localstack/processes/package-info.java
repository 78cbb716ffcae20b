/**
 * Operating-system processes that outlive the launcher: starting, recognising, stopping and killing
 * them.
 */
@NullMarked
package io.orderstream.localstack.processes;

import org.jspecify.annotations.NullMarked;
