/** The situations in which the contenders are measured. */
@NullMarked
package io.orderstream.bench.scenarios;

import org.jspecify.annotations.NullMarked;
