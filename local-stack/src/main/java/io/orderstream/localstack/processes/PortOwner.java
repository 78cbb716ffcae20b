package io.orderstream.localstack.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out whether a port is free, and who has it. */
final class PortOwner {

  private static final String LISTENING = "0A";

  private PortOwner() {}

  static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  /** The process that listens on a port, where the system shows it to this user. */
  static Optional<ProcessHandle> of(int port) {
    var sockets = new HashSet<String>();
    sockets.addAll(listening("/proc/net/tcp", port));
    sockets.addAll(listening("/proc/net/tcp6", port));
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
  }

  private static Set<String> listening(String table, int port) {
    var sockets = new HashSet<String>();
    var suffix = ":%04X".formatted(port);
    try (var lines = Files.lines(Path.of(table))) {
      lines
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > 9 && row[1].endsWith(suffix) && row[3].equals(LISTENING))
          .forEach(row -> sockets.add("socket:[" + row[9] + "]"));
    } catch (IOException _) {
      return Set.of();
    }
    return sockets;
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return open.anyMatch(link -> sockets.contains(target(link)));
    } catch (IOException _) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
