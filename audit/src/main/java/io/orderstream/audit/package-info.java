/**
 * The audit: does what the platform holds add up? It reads the services' databases, the topics and,
 * where there is one to ask, the mail server; it changes nothing.
 */
@NullMarked
package io.orderstream.audit;

import org.jspecify.annotations.NullMarked;
