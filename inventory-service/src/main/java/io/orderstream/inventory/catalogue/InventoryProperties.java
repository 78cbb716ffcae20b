package io.orderstream.inventory.catalogue;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * How the inventory begins.
 *
 * @param starterCatalogue a CSV file of items to add at start where they are missing, with the
 *     columns {@code sku,name,unitPrice,currency,stock}; none by default
 */
@ConfigurationProperties("inventory")
record InventoryProperties(@Nullable Resource starterCatalogue) {}
