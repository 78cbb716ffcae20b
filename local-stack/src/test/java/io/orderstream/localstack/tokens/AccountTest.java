package io.orderstream.localstack.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderstream.localstack.processes.StackFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

  @ParameterizedTest
  @CsvSource({
    "alice, orders",
    "bob, orders",
    "storefront, orders:any",
    "staff, items",
    "ops, ops",
  })
  void isFoundByItsName(String name, String scope) {
    assertThat(Account.named(name)).hasToString(name);
    assertThat(Account.named(name).scope()).isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mallory", "", "ALICE", " alice"})
  void namesAllAccountsWhereThereIsNoSuch(String name) {
    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(() -> Account.named(name))
        .withMessageContaining("\"" + name + "\"")
        .satisfies(
            failure ->
                assertThat(failure.wayOut())
                    .isEqualTo("Choose one of alice, bob, storefront, staff, ops."));
  }
}
