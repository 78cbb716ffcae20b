package io.orderstream.bench.load;

import java.util.List;

/**
 * What is ordered, and by whom.
 *
 * @param skus what there is; each is as likely as the others
 * @param hotShare how often, from 0 to 1, the first sku is taken nevertheless
 * @param lines of each order, of one piece each
 * @param customers how many different ones order
 * @param mail whether orders have an e-mail address
 */
public record OrderMix(List<String> skus, double hotShare, int lines, int customers, boolean mail) {

  public OrderMix {
    skus = List.copyOf(skus);
    if (skus.isEmpty() || lines < 1 || customers < 1 || hotShare < 0 || hotShare > 1) {
      throw new IllegalArgumentException("nothing, or nobody, to order");
    }
  }
}
