package io.orderstream.inventory.web;

import io.orderstream.inventory.domain.AdjustingStock;
import io.orderstream.inventory.domain.DefinedItem;
import io.orderstream.inventory.domain.DefiningItems;
import io.orderstream.inventory.domain.ItemNotFound;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockItem;
import io.orderstream.inventory.domain.StockItems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "Items", description = "What the shop sells, and how many of it there are")
class ItemController {

  private final StockItems items;
  private final DefiningItems defining;
  private final AdjustingStock adjusting;

  ItemController(StockItems items, DefiningItems defining, AdjustingStock adjusting) {
    this.items = items;
    this.defining = defining;
    this.adjusting = adjusting;
  }

  @GetMapping
  @Operation(summary = "Lists items by sku")
  ResponseEntity<ItemPage> list(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @RequestParam(required = false) @Nullable String after) {
    String start =
        after == null ? "" : InvalidInput.inParameter("after", () -> new Sku(after)).value();
    ItemPage page = ItemPage.of(items.after(start, Limit.of(limit + 1)), limit);
    var response = ResponseEntity.ok();
    if (page.nextCursor() != null) {
      response.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(page, limit)));
    }
    return response.body(page);
  }

  @GetMapping("/{sku}")
  @Operation(summary = "Shows an item")
  ResponseEntity<ItemResponse> show(@PathVariable String sku) {
    StockItem item = items.findById(known(sku)).orElseThrow(() -> ItemNotFound.withSku(sku));
    return ResponseEntity.ok().eTag(ItemTag.of(item)).body(ItemResponse.of(item));
  }

  @PutMapping("/{sku}")
  @Operation(summary = "Adds an item, or changes its name and price")
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "201", description = "Added, without stock")
  ResponseEntity<ItemResponse> define(
      @PathVariable String sku,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestBody @Valid DefineItemRequest request) {
    DefinedItem defined =
        defining.define(request.toDefinition(sku), ItemTag.expected(ifMatch, ifNoneMatch));
    var response =
        defined.added()
            ? ResponseEntity.created(URI.create("/api/v1/items/" + sku))
            : ResponseEntity.ok();
    return response.eTag(ItemTag.of(defined.item())).body(ItemResponse.of(defined.item()));
  }

  @PostMapping("/{sku}/stock-adjustments")
  @Operation(summary = "Corrects how many of an item are available")
  @ApiResponse(responseCode = "200", description = "The item with its new stock")
  ResponseEntity<ItemResponse> adjust(
      @PathVariable String sku, @RequestBody @Valid AdjustStockRequest request) {
    StockItem item = adjusting.adjust(known(sku), request.toDelta(), request.toReason());
    return ResponseEntity.ok().eTag(ItemTag.of(item)).body(ItemResponse.of(item));
  }

  private static Sku known(String sku) {
    if (!Sku.isWellFormed(sku)) {
      throw ItemNotFound.withSku(sku);
    }
    return new Sku(sku);
  }

  private static String next(ItemPage page, int limit) {
    return UriComponentsBuilder.fromPath("/api/v1/items")
        .queryParam("limit", limit)
        .queryParam("after", page.nextCursor())
        .toUriString();
  }
}
