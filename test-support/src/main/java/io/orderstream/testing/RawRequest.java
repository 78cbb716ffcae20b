package io.orderstream.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as no proper client would send it: its bytes are whatever a test says.
 *
 * @param body each character is a byte
 */
public record RawRequest(String method, String target, List<String> headers, String body) {

  private static final int PATIENCE_MILLIS = 30_000;

  public static RawRequest of(String method, String target) {
    return new RawRequest(method, target, List.of(), "");
  }

  public RawRequest header(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name + ": " + value);
    return new RawRequest(method, target, more, body);
  }

  /** JSON, or what claims to be. */
  public RawRequest json(String json) {
    return json(json.getBytes(UTF_8));
  }

  public RawRequest json(byte[] json) {
    return header("Content-Type", "application/json").body(json);
  }

  public RawRequest body(byte[] bytes) {
    return new RawRequest(method, target, headers, new String(bytes, ISO_8859_1));
  }

  /**
   * Sends it, over a connection of its own, and waits for the answer.
   *
   * @param address scheme, host and port of the server
   */
  public Response sendTo(String address) {
    URI server = URI.create(address);
    try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head(server).getBytes(ISO_8859_1));
      out.write(body.getBytes(ISO_8859_1));
      out.flush();
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return Response.parse(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(this.toString(), e);
    }
  }

  private String head(URI server) {
    var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    head.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  @Override
  public String toString() {
    String start = body.substring(0, Math.min(body.length(), 200));
    return method + " " + target + " " + headers + " " + start;
  }

  public record Response(int status, List<String> headers, String body) {

    private static Response parse(byte[] answer) {
      String text = new String(answer, UTF_8);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("no answer: " + text);
      }
      List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n", -1));
      return new Response(
          Integer.parseInt(lines.getFirst().split(" ", -1)[1]),
          lines.subList(1, lines.size()),
          unchunked(text.substring(end + 4), lines));
    }

    private static String unchunked(String body, List<String> headers) {
      if (headers.stream().noneMatch("Transfer-Encoding: chunked"::equalsIgnoreCase)) {
        return body;
      }
      int start = body.indexOf('{');
      int end = body.lastIndexOf('}');
      return start < 0 ? body : body.substring(start, end + 1);
    }

    public @Nullable String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      Optional<String> found =
          headers.stream()
              .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
              .findFirst();
      return found.map(header -> header.substring(prefix.length()).strip()).orElse(null);
    }
  }
}
