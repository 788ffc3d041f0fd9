package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Action;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Envelope;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Problem;
import com.torrust.deployer.adapters.tofu.internal.tool.Json;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import io.vavr.control.Either;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests to Hetzner Cloud's API, none of them repeated here. The token is sent and never shown.
 * Every call ends at its limit, however slowly or much is answered.
 */
final class HetznerApi {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LARGEST_PAGE = 50;
  private static final int MOST_PAGES = 100;
  private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
  private static final int LARGEST_LIST = 5_000;
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");
  private static final int REFUSED = 400;
  private static final int NO_CONTENT = 204;

  private final HttpClient http;
  private final Either<ApiFailure, Endpoint> endpoint;
  private final Cancellation cancellation;
  private final Duration limit;

  HetznerApi(HttpClient http, Either<ApiFailure, Endpoint> endpoint, Cancellation cancellation) {
    this(http, endpoint, cancellation, LIMIT);
  }

  /** The same with another limit of each call. */
  HetznerApi(
      HttpClient http,
      Either<ApiFailure, Endpoint> endpoint,
      Cancellation cancellation,
      Duration limit) {
    this.http = http;
    this.endpoint = endpoint;
    this.cancellation = cancellation;
    this.limit = limit;
  }

  /** The host that is asked. */
  String where() {
    return endpoint.map(known -> known.base().getAuthority()).getOrElse("Hetzner Cloud");
  }

  /** Whether there is anything to ask with, before anything is asked. */
  Either<ApiFailure, Done> usable() {
    return endpoint.map(known -> Done.DONE);
  }

  /** Everything in a list, page by page. */
  <T> Either<ApiFailure, List<T>> list(
      Class<T> type, String collection, Map<String, String> query) {
    List<T> all = new ArrayList<>();
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
        return Either.left(garbled("no list of " + collection));
      }
      for (JsonNode entry : entries) {
        Either<ApiFailure, T> shaped = shaped(entry, type, "one of " + collection);
        if (shaped.isLeft()) {
          return Either.left(shaped.getLeft());
        }
        all.add(shaped.get());
      }
      if (all.size() > LARGEST_LIST) {
        return Either.left(garbled("a list without end"));
      }
      Optional<Envelope> envelope = Json.read(answer.get(), Envelope.class);
      int next = envelope.map(Envelope::nextPage).orElse(-1);
      if (next != 0 && next != page + 1) {
        return Either.left(garbled("pages out of order"));
      }
      page = next;
    }
    return Either.right(all);
  }

  /** One thing, if it exists. */
  <T> Either<ApiFailure, Optional<T>> find(
      Class<T> type, String collection, String member, String id) {
    Either<ApiFailure, T> found =
        about(collection, id)
            .flatMap(path -> send("GET", path, BodyPublishers.noBody()))
            .flatMap(answer -> shaped(answer.path(member), type, member));
    return found.isLeft() && ApiFailure.isNotFound(found.getLeft())
        ? Either.right(Optional.empty())
        : found.map(Optional::of);
  }

  /** Begins an action on a thing; the answer describes it. */
  Either<ApiFailure, Optional<Action>> act(String collection, String id, String action) {
    return about(collection, id)
        .flatMap(path -> send("POST", path + "/actions/" + action, BodyPublishers.ofString("{}")))
        .flatMap(this::action);
  }

  /** Removes a thing; the answer describes the action if it takes time. */
  Either<ApiFailure, Optional<Action>> delete(String collection, String id) {
    return about(collection, id)
        .flatMap(path -> send("DELETE", path, BodyPublishers.noBody()))
        .flatMap(this::action);
  }

  /** What took no time is described by no action. */
  private Either<ApiFailure, Optional<Action>> action(JsonNode answer) {
    JsonNode action = answer.path("action");
    return action.isMissingNode() || action.isNull()
        ? Either.right(Optional.empty())
        : shaped(action, Action.class, "action").map(Optional::of);
  }

  private <T> Either<ApiFailure, T> shaped(JsonNode json, Class<T> type, String what) {
    return Json.read(json, type)
        .<Either<ApiFailure, T>>map(Either::right)
        .orElseGet(() -> Either.left(garbled("something else for " + what)));
  }

  private ApiFailure garbled(String what) {
    return new ApiFailure.Garbled(where(), what);
  }

  /** Ids come from answers and become part of an address. */
  private Either<ApiFailure, String> about(String collection, String id) {
    return ID.matcher(id).matches()
        ? Either.right("/" + collection + "/" + id)
        : Either.left(garbled("an id that is no number"));
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
    return endpoint.flatMap(known -> send(known, method, target, body));
  }

  private Either<ApiFailure, JsonNode> send(
      Endpoint known, String method, String target, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(known.base() + target))
            .timeout(limit)
            .header("Authorization", "Bearer " + known.token().expose())
            .header("Content-Type", "application/json")
            .header("User-Agent", "torrust-tracker-deployer")
            .method(method, body)
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, ShortBody.of(LARGEST_ANSWER));
    Runnable unhook = cancellation.onRequest(() -> answer.cancel(true));
    try {
      // The request's own limit ends with the head of the answer.
      return judge(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Either.left(new ApiFailure.Stopped("the calling thread was interrupted"));
    } catch (CancellationException stopped) {
      return Either.left(new ApiFailure.Stopped(cancellation.reason().orElse("")));
    } catch (TimeoutException late) {
      return Either.left(
          new ApiFailure.Unreachable(
              where(), "the answer is not complete after " + limit.toSeconds() + " s"));
    } catch (ExecutionException failed) {
      return Either.left(new ApiFailure.Unreachable(where(), reason(failed.getCause())));
    } finally {
      answer.cancel(true);
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
      Problem problem =
          json.flatMap(body -> Json.read(body, Envelope.class))
              .flatMap(Envelope::error)
              .orElseGet(Problem::unknown);
      return Either.left(
          new ApiFailure.Refused(answer.statusCode(), problem.code(), problem.message()));
    }
    return json.<Either<ApiFailure, JsonNode>>map(Either::right)
        .orElseGet(() -> Either.left(garbled("no JSON")));
  }
}
