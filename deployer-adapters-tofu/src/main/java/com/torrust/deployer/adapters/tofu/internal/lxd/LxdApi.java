package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.tool.Json;
import com.torrust.deployer.domain.port.Done;
import io.vavr.control.Either;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

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
  Either<ApiFailure, JsonNode> server() {
    return get("/1.0");
  }

  /** An instance, if there is one of that name. */
  Either<ApiFailure, Optional<LxdInstance>> instance(String name) {
    return find("/1.0/instances/" + encoded(name)).map(found -> found.map(LxdInstance::new));
  }

  /** Every instance that meets a condition. */
  Either<ApiFailure, List<LxdInstance>> instances(Predicate<LxdInstance> condition) {
    return all("/1.0/instances?recursion=1")
        .map(each -> each.stream().map(LxdInstance::new).filter(condition).toList());
  }

  /** The addresses and more of an instance, if there is one of that name. */
  Either<ApiFailure, Optional<JsonNode>> state(String name) {
    return find("/1.0/instances/" + encoded(name) + "/state");
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
  Either<ApiFailure, Optional<JsonNode>> profile(String name) {
    return find("/1.0/profiles/" + encoded(name));
  }

  /** Every profile. */
  Either<ApiFailure, List<JsonNode>> profiles() {
    return all("/1.0/profiles?recursion=1");
  }

  /** Whether there is an image of that alias or fingerprint on the server. */
  Either<ApiFailure, Boolean> hasImage(String name) {
    return find("/1.0/images/aliases/" + encoded(name))
        .flatMap(
            alias ->
                alias.isPresent()
                    ? Either.right(true)
                    : find("/1.0/images/" + encoded(name)).map(Optional::isPresent));
  }

  /** The names of all aliases. */
  Either<ApiFailure, List<String>> imageAliases() {
    return all("/1.0/images/aliases?recursion=1")
        .map(each -> each.stream().map(alias -> alias.path("name").asText("")).toList());
  }

  /** Whether there is a storage pool of that name. */
  Either<ApiFailure, Boolean> hasPool(String name) {
    return find("/1.0/storage-pools/" + encoded(name)).map(Optional::isPresent);
  }

  /** Whether a network of that name gives IPv6 addresses. */
  Either<ApiFailure, Boolean> givesIpv6(String name) {
    return find("/1.0/networks/" + encoded(name))
        .map(
            network ->
                network
                    .map(found -> found.path("config").path("ipv6.address").asText(""))
                    .filter(address -> !address.isEmpty() && !address.equals("none"))
                    .isPresent());
  }

  /** Whether there is a network of that name. */
  Either<ApiFailure, Boolean> hasNetwork(String name) {
    return find("/1.0/networks/" + encoded(name)).map(Optional::isPresent);
  }

  /** What the daemon is doing to an instance of that name right now, each as a phrase. */
  Either<ApiFailure, List<String>> atWorkOn(String name) {
    return get("/1.0/operations?recursion=1")
        .map(
            byStatus -> {
              List<String> descriptions = new ArrayList<>();
              for (String status : List.of("running", "pending")) {
                for (JsonNode operation : byStatus.path(status)) {
                  if (isAbout(operation, name) && !isOver(operation)) {
                    descriptions.add(operation.path("description").asText("an operation"));
                  }
                }
              }
              return descriptions;
            });
  }

  private static boolean isAbout(JsonNode operation, String name) {
    String path = "/1.0/instances/" + name;
    return StreamSupport.stream(operation.path("resources").path("instances").spliterator(), false)
        .map(JsonNode::asText)
        .anyMatch(
            resource ->
                resource.equals(path)
                    || resource.startsWith(path + "?")
                    || resource.startsWith(path + "/"));
  }

  private static boolean isOver(JsonNode operation) {
    return List.of("Success", "Failure", "Cancelled").contains(operation.path("status").asText(""));
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
                answer.path("type").asText("").equals("async")
                    ? awaitJob(answer.path("operation").asText(""))
                    : Either.right(Done.DONE));
  }

  /** The daemon itself waits; it ends what it began whether we listen or not. */
  private Either<ApiFailure, Done> awaitJob(String operation) {
    Duration limit = Duration.ofMinutes(5);
    return call("GET", operation + "/wait?timeout=" + limit.toSeconds(), "", limit.plus(AT_ONCE))
        .map(answer -> answer.path("metadata"))
        .flatMap(
            job ->
                job.path("status").asText("").equals("Success")
                    ? Either.right(Done.DONE)
                    : Either.left(
                        new ApiFailure.JobFailed(
                            job.path("description").asText("an operation of LXD"),
                            job.path("err").asText(job.path("status").asText("")))));
  }

  private Either<ApiFailure, Optional<JsonNode>> find(String target) {
    Either<ApiFailure, JsonNode> found = get(target);
    return found.isLeft() && ApiFailure.isNotFound(found.getLeft())
        ? Either.right(Optional.empty())
        : found.map(Optional::of);
  }

  private Either<ApiFailure, List<JsonNode>> all(String target) {
    return get(target).map(list -> StreamSupport.stream(list.spliterator(), false).toList());
  }

  private Either<ApiFailure, JsonNode> get(String target) {
    return call("GET", target, "", AT_ONCE).map(answer -> answer.path("metadata"));
  }

  private Either<ApiFailure, JsonNode> call(
      String method, String target, String body, Duration limit) {
    return socket
        .exchange(method, target, body, limit)
        .flatMap(
            answer ->
                Json.object(answer.body())
                    .<Either<ApiFailure, JsonNode>>map(json -> judge(answer.status(), json))
                    .orElseGet(() -> Either.left(new ApiFailure.Garbled("LXD", "no JSON"))));
  }

  private static Either<ApiFailure, JsonNode> judge(int status, JsonNode json) {
    if (status < REFUSED) {
      return Either.right(json);
    }
    String error = json.path("error").asText("LXD gave no reason");
    // To LXD everything that it cannot do is an internal error: asking again changes nothing.
    return Either.left(
        status == INTERNAL_ERROR
            ? new ApiFailure.JobFailed("the request", error)
            : new ApiFailure.Refused(status, "", error));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
