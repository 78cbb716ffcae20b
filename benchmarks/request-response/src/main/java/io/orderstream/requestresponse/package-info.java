/**
 * The same shop as a chain of calls, to compare events with: whoever places an order waits until
 * inventory has decided on it and the customer's mails are with the mail server.
 *
 * <p>It is a baseline for measurements and no part of the product. It is written as a good team
 * would write it, so that only the architecture differs: same versions, same schemas, same mails,
 * keys against repeated orders, time limits, breakers, bulkheads, second attempts, and compensation
 * for what cannot be finished. What it has no answer to is left as such chains leave it:
 *
 * <ul>
 *   <li>If orders dies or loses its database between accepting and settling, the order stays
 *       pending, and may hold stock, until the customer repeats the request with its key; if there
 *       is none, for ever.
 *   <li>If inventory has reserved but its answer is lost, and it is still away when that is to be
 *       undone, the stock stays reserved for an order that does not exist.
 *   <li>If the mail server or notifications is away, the order is confirmed and the mails are lost.
 * </ul>
 *
 * <p>The calls between the services bear no token, as records on the product's topics bear none.
 */
@NullMarked
package io.orderstream.requestresponse;

import org.jspecify.annotations.NullMarked;
