package io.orderstream.requestresponse.inventory;

import io.orderstream.access.Caller;
import io.orderstream.contracts.Money;
import io.orderstream.requestresponse.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Clock;
import java.util.Currency;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** As the product takes and shows items, as far as a benchmark needs it. */
@RestController
@RequestMapping(path = ItemController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class ItemController {

  static final String PATH = "/api/v1/items";

  private final StockItems items;
  private final Clock clock;

  ItemController(StockItems items, Clock clock) {
    this.items = items;
    this.clock = clock;
  }

  @GetMapping("/{sku}")
  StockItem show(@PathVariable String sku) {
    return find(sku);
  }

  @PutMapping(path = "/{sku}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<StockItem> define(
      @PathVariable String sku, @Valid @RequestBody Definition definition) {
    Currency currency = currency(definition.unitPrice());
    BigDecimal price = price(definition.unitPrice(), currency);
    boolean added = items.define(sku, definition.name(), price, currency);
    var response =
        added ? ResponseEntity.created(URI.create(PATH + "/" + sku)) : ResponseEntity.ok();
    return response.body(find(sku));
  }

  @PostMapping(path = "/{sku}/stock-adjustments", consumes = MediaType.APPLICATION_JSON_VALUE)
  AdjustmentResponse adjust(
      Caller caller, @PathVariable String sku, @Valid @RequestBody Correction correction) {
    var adjustment =
        new Adjustment(
            sku, correction.delta(), correction.reason(), caller.subject(), clock.instant());
    int available =
        items
            .adjust(adjustment)
            .orElseThrow(
                () ->
                    Problem.of(
                        HttpStatus.CONFLICT,
                        "insufficient-stock",
                        "There are only %d of %s".formatted(find(sku).available(), sku)));
    return AdjustmentResponse.of(adjustment, available);
  }

  private StockItem find(String sku) {
    return items
        .find(sku)
        .orElseThrow(
            () -> Problem.of(HttpStatus.NOT_FOUND, "item-not-found", "There is no item " + sku));
  }

  private static Currency currency(Money money) {
    try {
      return Currency.getInstance(money.currency());
    } catch (IllegalArgumentException _) {
      throw invalid("a currency is an ISO 4217 code such as EUR");
    }
  }

  private static BigDecimal price(Money money, Currency currency) {
    try {
      return new BigDecimal(money.amount())
          .setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException | NumberFormatException _) {
      throw invalid("an amount is a decimal with the digits of its currency, such as 12.50");
    }
  }

  private static Problem invalid(String why) {
    return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation-failed", why);
  }

  /** What an item shall be. */
  record Definition(@NotBlank String name, @NotNull Money unitPrice) {}

  /** How the stock shall change. */
  record Correction(@NotNull Integer delta, @NotBlank String reason) {}
}
