/** What was measured, for people to read. */
@NullMarked
package io.orderstream.bench.report;

import org.jspecify.annotations.NullMarked;
