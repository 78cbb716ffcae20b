/** The whole platform on one machine: what starts, watches and stops its processes. */
@NullMarked
package io.orderstream.localstack;

import org.jspecify.annotations.NullMarked;
