/** One page for the API documents of all services. */
@NullMarked
package io.orderstream.gateway.documentation;

import org.jspecify.annotations.NullMarked;
