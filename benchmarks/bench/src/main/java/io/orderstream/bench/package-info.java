/** The measuring tool: its commands. */
@NullMarked
package io.orderstream.bench;

import org.jspecify.annotations.NullMarked;
