package io.orderstream.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EventStreamTest {

  private final AtomicInteger closings = new AtomicInteger();
  private final EventStream stream = new EventStream(closings::incrementAndGet);
  private final Client client = new Client();
  private final MockAsyncContext context =
      new MockAsyncContext(new MockHttpServletRequest(), client.response);

  @Test
  void writesAtOnceToAClientThatReads() throws IOException {
    attach();

    stream.send(frame("one"));

    assertThat(client.received()).isEqualTo("one");
    assertThat(closings).hasValue(0);
  }

  @Test
  void keepsWhatIsSentBeforeTheResponseBegins() throws IOException {
    stream.send(frame("one "));
    stream.send(frame("two"));

    attach();

    assertThat(client.received()).isEqualTo("one two");
  }

  @Test
  void keepsWhatASlowClientDoesNotTakeYet() throws IOException {
    attach();
    client.ready = false;

    stream.send(frame("one "));
    stream.send(frame("two "));
    stream.end();

    assertThat(client.received()).isEmpty();
    assertThat(closings).hasValue(0);
    client.reads();
    assertThat(client.received()).isEqualTo("one two ");
    assertThat(closings).hasPositiveValue();
  }

  @Test
  void givesASlowClientOneSignOfLifeOnly() throws IOException {
    attach();
    client.ready = false;

    for (int i = 0; i < 100; i++) {
      stream.sendIfIdle(frame("."));
    }

    client.reads();
    assertThat(client.received()).isEqualTo(".");
    stream.sendIfIdle(frame("."));
    assertThat(client.received()).isEqualTo("..");
  }

  @Test
  void endsAtOnceWhenAborted() throws IOException {
    attach();
    client.ready = false;
    stream.send(frame("one"));

    stream.abort();

    assertThat(closings).hasPositiveValue();
    client.reads();
    assertThat(client.received()).isEmpty();
  }

  @Test
  void endsWhenAbortedBeforeTheResponseBegins() throws IOException {
    stream.abort();

    attach();

    assertThat(closings).hasPositiveValue();
  }

  @Test
  void endsWhenTimeIsUp() throws IOException {
    attach();

    stream.onTimeout(new AsyncEvent(context));

    assertThat(closings).hasPositiveValue();
    stream.send(frame("one"));
    assertThat(client.received()).isEmpty();
  }

  @Test
  void isOverWhenTheClientIsGone() throws IOException {
    attach();
    client.gone = true;

    stream.send(frame("one"));

    assertThat(closings).hasPositiveValue();
    stream.onError(new AsyncEvent(context, new IOException("broken pipe")));
    stream.onComplete(new AsyncEvent(context));
    stream.end();
    stream.abort();
  }

  private void attach() throws IOException {
    MockHttpServletRequest request =
        new MockHttpServletRequest() {
          @Override
          public MockAsyncContext startAsync() {
            return context;
          }
        };
    stream.attach(request, Duration.ofMinutes(1));
    client.reads();
  }

  private static byte[] frame(String text) {
    return text.getBytes(UTF_8);
  }

  /** The far end of a response, as a container shows it. */
  private static final class Client extends ServletOutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final MockHttpServletResponse response =
        new MockHttpServletResponse() {
          @Override
          public ServletOutputStream getOutputStream() {
            return Client.this;
          }
        };
    private WriteListener listener;
    private boolean ready;
    private boolean flushed;
    private boolean gone;

    void reads() throws IOException {
      ready = true;
      listener.onWritePossible();
    }

    /** What arrived: all that was flushed. */
    String received() {
      assertThat(flushed || written.size() == 0).isTrue();
      return written.toString(UTF_8);
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      this.listener = listener;
    }

    @Override
    public void write(int b) throws IOException {
      if (gone) {
        throw new IOException("broken pipe");
      }
      assertThat(ready).isTrue();
      flushed = false;
      written.write(b);
    }

    @Override
    public void flush() {
      flushed = true;
    }
  }
}
