package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Envelope;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Operation;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Operations;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Server;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Settings;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.State;
import com.torrust.deployer.adapters.tofu.internal.tool.Json;
import com.torrust.deployer.domain.port.Done;
import io.vavr.control.Either;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The part of LXD's REST API that is needed here, each call one request. Immutable. */
final class LxdApi {

  private static final Duration AT_ONCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int REFUSED = 400;

  /** A public host key has some hundred characters. */
  private static final int LONGEST_FILE = 16 * 1024;

  private static final int INTERNAL_ERROR = 500;

  private final LxdSocket socket;

  LxdApi(LxdSocket socket) {
    this.socket = socket;
  }

  /** Where the daemon is asked. */
  String where() {
    return socket.path().toString();
  }

  /** The daemon: its version, what it can run, whether it trusts us. */
  Either<ApiFailure, Server> server() {
    return get("/1.0", Server.class);
  }

  /** An instance, if there is one of that name. */
  Either<ApiFailure, Optional<LxdInstance>> instance(String name) {
    return find("/1.0/instances/" + encoded(name), LxdInstance.class);
  }

  /** Every instance that meets a condition. */
  Either<ApiFailure, List<LxdInstance>> instances(Predicate<LxdInstance> condition) {
    return all("/1.0/instances?recursion=1", LxdInstance[].class)
        .map(all -> all.stream().filter(condition).toList());
  }

  /** The addresses and more of an instance, if there is one of that name. */
  Either<ApiFailure, Optional<State>> state(String name) {
    return find("/1.0/instances/" + encoded(name) + "/state", State.class);
  }

  /**
   * The beginning of a file in an instance, or nothing when there is none or when the instance
   * cannot show its files yet.
   */
  Either<ApiFailure, Optional<String>> file(String instance, String path) {
    return socket
        .exchange(
            "GET",
            "/1.0/instances/" + encoded(instance) + "/files?path=" + encoded(path),
            "",
            AT_ONCE)
        .map(
            answer ->
                answer.status() == OK
                    ? Optional.of(answer.body().substring(0, shown(answer.body())))
                    : Optional.empty());
  }

  private static int shown(String body) {
    return Math.min(body.length(), LONGEST_FILE);
  }

  /** A profile, if there is one of that name. */
  Either<ApiFailure, Optional<Settings>> profile(String name) {
    return find("/1.0/profiles/" + encoded(name), Settings.class);
  }

  /** Every profile. */
  Either<ApiFailure, List<Settings>> profiles() {
    return all("/1.0/profiles?recursion=1", Settings[].class);
  }

  /** Whether there is an image of that alias or fingerprint on the server. */
  Either<ApiFailure, Boolean> hasImage(String name) {
    return exists("/1.0/images/aliases/" + encoded(name))
        .flatMap(isAlias -> isAlias ? Either.right(true) : exists("/1.0/images/" + encoded(name)));
  }

  /** The names of all aliases. */
  Either<ApiFailure, List<String>> imageAliases() {
    return all("/1.0/images/aliases?recursion=1", Settings[].class)
        .map(all -> all.stream().map(Settings::name).toList());
  }

  /** Whether there is a storage pool of that name. */
  Either<ApiFailure, Boolean> hasPool(String name) {
    return exists("/1.0/storage-pools/" + encoded(name));
  }

  /** Whether a network of that name gives IPv6 addresses. */
  Either<ApiFailure, Boolean> givesIpv6(String name) {
    return find("/1.0/networks/" + encoded(name), Settings.class)
        .map(
            network ->
                network
                    .map(found -> found.config("ipv6.address"))
                    .filter(address -> !address.isEmpty() && !address.equals("none"))
                    .isPresent());
  }

  /** Whether there is a network of that name. */
  Either<ApiFailure, Boolean> hasNetwork(String name) {
    return exists("/1.0/networks/" + encoded(name));
  }

  /** What the daemon is doing to an instance of that name right now, each as a phrase. */
  Either<ApiFailure, List<String>> atWorkOn(String name) {
    return get("/1.0/operations?recursion=1", Operations.class)
        .map(
            all ->
                Stream.concat(all.running().stream(), all.pending().stream())
                    .filter(operation -> operation.isAbout(name) && !operation.isOver())
                    .map(Operation::description)
                    .toList());
  }

  /** Starts an instance. */
  Either<ApiFailure, Done> start(String name) {
    return change(
        "PUT",
        "/1.0/instances/" + encoded(name) + "/state",
        "{\"action\":\"start\",\"timeout\":-1}");
  }

  /** Stops an instance without asking it. */
  Either<ApiFailure, Done> stop(String name) {
    return change(
        "PUT",
        "/1.0/instances/" + encoded(name) + "/state",
        "{\"action\":\"stop\",\"timeout\":-1,\"force\":true}");
  }

  /** Removes an instance that stands still. */
  Either<ApiFailure, Done> deleteInstance(String name) {
    return change("DELETE", "/1.0/instances/" + encoded(name), "");
  }

  /** Removes a profile that nothing uses. */
  Either<ApiFailure, Done> deleteProfile(String name) {
    return change("DELETE", "/1.0/profiles/" + encoded(name), "");
  }

  private Either<ApiFailure, Done> change(String method, String target, String body) {
    return call(method, target, body, AT_ONCE)
        .flatMap(
            answer ->
                answer.type().equals("async")
                    ? awaitJob(answer.operation())
                    : Either.right(Done.DONE));
  }

  /** The daemon itself waits; it ends what it began whether we listen or not. */
  private Either<ApiFailure, Done> awaitJob(String operation) {
    Duration limit = Duration.ofMinutes(5);
    return call("GET", operation + "/wait?timeout=" + limit.toSeconds(), "", limit.plus(AT_ONCE))
        .flatMap(answer -> shaped(answer, Operation.class))
        .flatMap(
            job ->
                job.succeeded()
                    ? Either.right(Done.DONE)
                    : Either.left(new ApiFailure.JobFailed(job.description(), job.reason())));
  }

  private Either<ApiFailure, Boolean> exists(String target) {
    return found(call("GET", target, "", AT_ONCE)).map(Optional::isPresent);
  }

  private <T> Either<ApiFailure, Optional<T>> find(String target, Class<T> type) {
    return found(get(target, type));
  }

  private static <T> Either<ApiFailure, Optional<T>> found(Either<ApiFailure, T> answer) {
    return answer.isLeft() && ApiFailure.isNotFound(answer.getLeft())
        ? Either.right(Optional.empty())
        : answer.map(Optional::of);
  }

  private <T> Either<ApiFailure, T> get(String target, Class<T> type) {
    return call("GET", target, "", AT_ONCE).flatMap(answer -> shaped(answer, type));
  }

  private <T> Either<ApiFailure, List<T>> all(String target, Class<T[]> type) {
    return call("GET", target, "", AT_ONCE)
        .flatMap(
            answer ->
                answer.metadata().isEmpty()
                    ? Either.right(List.of())
                    : shaped(answer, type).map(all -> Json.listed(Arrays.asList(all))));
  }

  private static <T> Either<ApiFailure, T> shaped(Envelope answer, Class<T> type) {
    return Json.read(answer.metadata(), type)
        .<Either<ApiFailure, T>>map(Either::right)
        .orElseGet(() -> Either.left(new ApiFailure.Garbled("LXD", "something else")));
  }

  private Either<ApiFailure, Envelope> call(
      String method, String target, String body, Duration limit) {
    return socket
        .exchange(method, target, body, limit)
        .flatMap(
            answer ->
                Json.read(answer.body(), Envelope.class)
                    .<Either<ApiFailure, Envelope>>map(known -> judge(answer.status(), known))
                    .orElseGet(() -> Either.left(new ApiFailure.Garbled("LXD", "no JSON"))));
  }

  private static Either<ApiFailure, Envelope> judge(int status, Envelope answer) {
    if (status < REFUSED) {
      return Either.right(answer);
    }
    // To LXD everything that it cannot do is an internal error: asking again changes nothing.
    return Either.left(
        status == INTERNAL_ERROR
            ? new ApiFailure.JobFailed("the request", answer.error())
            : new ApiFailure.Refused(status, "", answer.error()));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
