package io.orderstream.orders.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wait=5                                     | 5
          Wait=5                                     | 5
          WAIT = 5                                   | 5
          wait="5"                                   | 5
          wait=005                                   | 5
          wait=1                                     | 1
          wait=10                                    | 10
          wait=11                                    | 10
          wait=100                                   | 10
          wait=99999999999999999999999               | 10
          respond-async, wait=7                      | 7
          wait=7, respond-async                      | 7
          ,, wait=7 ,                                | 7
          return=minimal; foo="a, wait=3", wait=8    | 8
          foo="\\", wait=3", wait=8                  | 8
          wait=4; param=1; other                     | 4
          wait=4, wait=9                             | 4
          @@@, wait=4                                | 4
          """)
  void understandsHowLongAClientWaits(String header, int seconds) {
    assertThat(preferring(header)).isEqualTo(new WaitPreference(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wait",
        "wait=",
        "wait=0",
        "wait=-1",
        "wait=+1",
        "wait=1.5",
        "wait=5s",
        "wait=\"\"",
        "wait=soon, wait=5",
        "wait 5",
        "wait=5 6",
        "waiting=5",
        "await=5",
        "handling=lenient",
        "foo=\"wait=5",
        "foo=\"bar, wait=5"
      })
  void ignoresWhatItDoesNotUnderstand(String header) {
    assertThat(preferring(header)).isNull();
  }

  @Test
  void readsTheHeadersOfARequestAsOneList() {
    assertThat(preferring("respond-async", "wait=2", "wait=3")).isEqualTo(new WaitPreference(2));
    assertThat(preferring()).isNull();
  }

  private static WaitPreference preferring(String... headers) {
    return WaitPreference.in(List.of(headers));
  }
}
