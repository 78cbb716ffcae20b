package io.orderstream.inventory.web;

import io.orderstream.access.Caller;
import io.orderstream.inventory.domain.AdjustedStock;
import io.orderstream.inventory.domain.AdjustingStock;
import io.orderstream.inventory.domain.DefinedItem;
import io.orderstream.inventory.domain.DefiningItems;
import io.orderstream.inventory.domain.FindingItems;
import io.orderstream.inventory.domain.IdempotencyKey;
import io.orderstream.inventory.domain.ItemNotFound;
import io.orderstream.inventory.domain.ItemPage;
import io.orderstream.inventory.domain.Sku;
import io.orderstream.inventory.domain.StockItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
@RequestMapping(path = "/api/v1/items", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Items", description = "What the shop sells, and how many of it there are")
class ItemController {

  private final FindingItems finding;
  private final DefiningItems defining;
  private final AdjustingStock adjusting;

  ItemController(FindingItems finding, DefiningItems defining, AdjustingStock adjusting) {
    this.finding = finding;
    this.defining = defining;
    this.adjusting = adjusting;
  }

  @GetMapping
  @Operation(operationId = "listItems", summary = "Lists items by sku")
  @ApiResponse(responseCode = "200", description = "A page; `Link` and `nextCursor` lead on")
  ResponseEntity<ItemListResponse> list(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @Parameter(description = "`nextCursor` of the page before") @RequestParam(required = false)
          @Nullable String after) {
    Sku start = after == null ? null : InvalidInput.inParameter("after", () -> new Sku(after));
    ItemPage page = finding.list(start, limit);
    var response = ResponseEntity.ok();
    if (page.next() != null) {
      response.header(HttpHeaders.LINK, linkToNext(page.next(), limit));
    }
    return response.body(ItemListResponse.of(page));
  }

  @GetMapping("/{sku}")
  @Operation(operationId = "getItem", summary = "Shows an item")
  @Parameter(
      name = HttpHeaders.IF_NONE_MATCH,
      in = ParameterIn.HEADER,
      description = "The `ETag` of the item as it is known",
      schema = @Schema(type = "string"))
  @ApiResponse(
      responseCode = "200",
      description = "The item as it is now",
      headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "304", description = "Neither the item nor its stock has changed")
  @ApiResponse(responseCode = "404", description = "There is no such item")
  ResponseEntity<ItemResponse> show(@Parameter(example = "MUG-ENAMEL") @PathVariable String sku) {
    StockItem item = finding.find(known(sku));
    return ResponseEntity.ok().eTag(ItemTag.of(item)).body(ItemResponse.of(item));
  }

  @PutMapping(path = "/{sku}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "defineItem",
      summary = "Adds an item, or changes its name and price",
      description = "With `If-Match` only if nobody else did so; what is sold does not matter.")
  @ApiResponse(
      responseCode = "200",
      description = "Changed",
      headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "201",
      description = "Added, without stock",
      headers = {
        @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")),
        @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string"))
      })
  @ApiResponse(responseCode = "412", description = "The item is not as `If-Match` says")
  @ApiResponse(responseCode = "422", description = "A field is wrong")
  ResponseEntity<ItemResponse> define(
      @Parameter(example = "MUG-ENAMEL") @PathVariable String sku,
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

  @PostMapping(path = "/{sku}/stock-adjustments", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "adjustStock",
      summary = "Corrects how many of an item are available",
      description = "With an `Idempotency-Key` it can be repeated for seven days and is done once.")
  @ApiResponse(
      responseCode = "200",
      description = "What was done",
      headers =
          @Header(
              name = IdempotencyKeyHeader.REPLAYED,
              description = "`true` if it was done before",
              schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "There is no such item")
  @ApiResponse(
      responseCode = "409",
      description = "There is not that much stock, or too much; or the key is in use",
      headers = @Header(name = HttpHeaders.RETRY_AFTER, schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "422",
      description = "A field is wrong, or the key belongs to another request")
  ResponseEntity<AdjustmentResponse> adjust(
      @Parameter(example = "MUG-ENAMEL") @PathVariable String sku,
      @Parameter(hidden = true) Caller caller,
      @Parameter(
              name = IdempotencyKeyHeader.NAME,
              in = ParameterIn.HEADER,
              description = "A name for this request that the caller never gave to another",
              schema = @Schema(type = "string", minLength = 1, maxLength = 255))
          @Nullable IdempotencyKey key,
      @RequestBody @Valid AdjustStockRequest request) {
    AdjustedStock adjusted =
        adjusting.adjust(request.toCorrection(known(sku), caller.subject(), key));
    var response = ResponseEntity.ok();
    if (adjusted.replayed()) {
      response.header(IdempotencyKeyHeader.REPLAYED, "true");
    }
    return response.body(AdjustmentResponse.of(adjusted.adjustment()));
  }

  private static Sku known(String sku) {
    if (!Sku.isWellFormed(sku)) {
      throw ItemNotFound.withSku(sku);
    }
    return new Sku(sku);
  }

  private static String linkToNext(Sku after, int limit) {
    String next =
        UriComponentsBuilder.fromPath("/api/v1/items")
            .queryParam("limit", limit)
            .queryParam("after", after.value())
            .toUriString();
    return "<%s>; rel=\"next\"".formatted(next);
  }
}
