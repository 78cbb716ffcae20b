/** Real PostgreSQL and Kafka for tests. */
@NullMarked
package io.orderstream.testing;

import org.jspecify.annotations.NullMarked;
