/** What the starter's API for operators has in common: who may use it, and how it says no. */
@NullMarked
package io.orderstream.messaging.operating;

import org.jspecify.annotations.NullMarked;
