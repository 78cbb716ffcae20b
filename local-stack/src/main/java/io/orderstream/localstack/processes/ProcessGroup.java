package io.orderstream.localstack.processes;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Processes that are started and stopped together, as many at once as their needs allow. */
public final class ProcessGroup {

  private final List<ManagedProcess> members;

  public ProcessGroup(Collection<ManagedProcess> members) {
    this.members = List.copyOf(members);
  }

  public List<ManagedProcess> members() {
    return members;
  }

  /** Whether any of them runs. */
  public boolean isRunning() {
    return members.stream().anyMatch(member -> member.running().isPresent());
  }

  public List<String> names() {
    return members.stream().map(ManagedProcess::name).toList();
  }

  /**
   * The member of this name.
   *
   * @throws StackFailure when there is none
   */
  public ManagedProcess named(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new StackFailure(
                    "There is no process \"%s\".".formatted(name),
                    "The processes are: %s.".formatted(String.join(", ", names()))));
  }

  /**
   * The named members and all that they need.
   *
   * @param names of members; none for all of them
   * @throws StackFailure when there is no such member
   */
  public ProcessGroup withNeeds(Collection<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    var wanted = new LinkedHashSet<String>();
    names.forEach(name -> addWithNeeds(named(name), wanted));
    return new ProcessGroup(
        members.stream().filter(member -> wanted.contains(member.name())).toList());
  }

  private void addWithNeeds(ManagedProcess member, Set<String> wanted) {
    wanted.add(member.name());
    member.program().needs().forEach(need -> addWithNeeds(named(need), wanted));
  }

  /**
   * Does something to each member once it has been done to all that the member needs. A member
   * whose needs failed is left out.
   *
   * @throws StackFailure the first failure, with the others suppressed in it
   */
  public void needsFirst(Consumer<ManagedProcess> action) {
    inOrder(action, member -> member.program().needs().stream());
  }

  /** Does something to each member once it has been done to all that need the member. */
  public void needsLast(Consumer<ManagedProcess> action) {
    inOrder(
        action,
        member ->
            members.stream()
                .filter(other -> other.program().needs().contains(member.name()))
                .map(ManagedProcess::name));
  }

  private void inOrder(
      Consumer<ManagedProcess> action, Function<ManagedProcess, Stream<String>> predecessors) {
    var failures = new ConcurrentLinkedQueue<RuntimeException>();
    var successes = new HashMap<String, CompletableFuture<Boolean>>();
    members.forEach(member -> successes.put(member.name(), new CompletableFuture<>()));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var member : members) {
        var before =
            predecessors.apply(member).map(successes::get).filter(Objects::nonNull).toList();
        var success = requireNonNull(successes.get(member.name()));
        executor.execute(
            () ->
                success.complete(
                    before.stream().allMatch(CompletableFuture::join)
                        && succeeds(action, member, failures)));
      }
    }
    throwFirst(failures);
  }

  private static boolean succeeds(
      Consumer<ManagedProcess> action, ManagedProcess member, Queue<RuntimeException> failures) {
    try {
      action.accept(member);
      return true;
    } catch (Throwable e) { // Whatever it is: who needs the member waits for the outcome.
      failures.add(e instanceof RuntimeException known ? known : new IllegalStateException(e));
      return false;
    }
  }

  private static void throwFirst(Queue<RuntimeException> failures) {
    var first = failures.poll();
    if (first != null) {
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
