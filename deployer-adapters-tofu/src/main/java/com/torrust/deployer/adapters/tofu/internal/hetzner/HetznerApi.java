package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.tool.Json;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import io.vavr.control.Either;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Requests to Hetzner Cloud's API, none of them repeated here. The token is sent and never shown.
 */
final class HetznerApi {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LARGEST_PAGE = 50;
  private static final int MOST_PAGES = 200;
  private static final int REFUSED = 400;
  private static final int NO_CONTENT = 204;

  private final HttpClient http;
  private final URI base;
  private final Secret token;
  private final Cancellation cancellation;

  HetznerApi(HttpClient http, URI base, Secret token, Cancellation cancellation) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.cancellation = cancellation;
  }

  /** The host that is asked. */
  String where() {
    return base.getAuthority();
  }

  /** Everything in a list, page by page. */
  Either<ApiFailure, List<JsonNode>> list(String collection, Map<String, String> query) {
    List<JsonNode> all = new ArrayList<>();
    int page = 1;
    while (page > 0 && page <= MOST_PAGES) {
      String target =
          "/" + collection + "?page=" + page + "&per_page=" + LARGEST_PAGE + text(query);
      Either<ApiFailure, JsonNode> answer = send("GET", target, BodyPublishers.noBody());
      if (answer.isLeft()) {
        return Either.left(answer.getLeft());
      }
      JsonNode entries = answer.get().path(collection);
      if (!entries.isArray()) {
        return Either.left(new ApiFailure.Garbled(where(), "no list of " + collection));
      }
      entries.forEach(all::add);
      page = answer.get().path("meta").path("pagination").path("next_page").asInt(0);
    }
    return Either.right(all);
  }

  /** One thing, if it exists. */
  Either<ApiFailure, Optional<JsonNode>> find(String collection, String member, String id) {
    Either<ApiFailure, JsonNode> found =
        send("GET", "/" + collection + "/" + id, BodyPublishers.noBody());
    return found.isLeft() && ApiFailure.isNotFound(found.getLeft())
        ? Either.right(Optional.empty())
        : found.map(answer -> Optional.of(answer.path(member)));
  }

  /** Begins an action on a thing; the answer describes it. */
  Either<ApiFailure, JsonNode> act(String collection, String id, String action) {
    return send(
            "POST",
            "/" + collection + "/" + id + "/actions/" + action,
            BodyPublishers.ofString("{}"))
        .map(answer -> answer.path("action"));
  }

  /** Removes a thing; the answer describes the action if it takes time. */
  Either<ApiFailure, JsonNode> delete(String collection, String id) {
    return send("DELETE", "/" + collection + "/" + id, BodyPublishers.noBody())
        .map(answer -> answer.path("action"));
  }

  private static String text(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            each ->
                "&"
                    + each.getKey()
                    + "="
                    + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining());
  }

  private Either<ApiFailure, JsonNode> send(String method, String target, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + target))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token.expose())
            .header("Content-Type", "application/json")
            .header("User-Agent", "torrust-tracker-deployer")
            .method(method, body)
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    Runnable unhook = cancellation.onRequest(() -> answer.cancel(true));
    try {
      return judge(answer.get());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Either.left(new ApiFailure.Stopped("the calling thread was interrupted"));
    } catch (CancellationException stopped) {
      return Either.left(new ApiFailure.Stopped(cancellation.reason().orElse("")));
    } catch (ExecutionException failed) {
      return Either.left(new ApiFailure.Unreachable(where(), reason(failed.getCause())));
    } finally {
      unhook.run();
    }
  }

  private static String reason(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
  }

  private Either<ApiFailure, JsonNode> judge(HttpResponse<String> answer) {
    Optional<JsonNode> json =
        answer.statusCode() == NO_CONTENT ? Json.object("{}") : Json.object(answer.body());
    if (answer.statusCode() >= REFUSED) {
      JsonNode error = json.orElseGet(() -> Json.object("{}").orElseThrow()).path("error");
      return Either.left(
          new ApiFailure.Refused(
              answer.statusCode(),
              error.path("code").asText(""),
              error.path("message").asText("no reason given")));
    }
    return json.<Either<ApiFailure, JsonNode>>map(Either::right)
        .orElseGet(() -> Either.left(new ApiFailure.Garbled(where(), "no JSON")));
  }
}
