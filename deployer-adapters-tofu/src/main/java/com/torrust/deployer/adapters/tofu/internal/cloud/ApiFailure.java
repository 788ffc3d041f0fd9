package com.torrust.deployer.adapters.tofu.internal.cloud;

import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.error.Remedy;
import java.time.Duration;

/** Why a provider's API did not do what it was asked. Never holds a secret. */
public sealed interface ApiFailure {

  /** Characters that are kept of an API's sentence. */
  int LONGEST_MESSAGE = 1_000;

  /** Characters that are kept of an API's word for something. */
  int LONGEST_CODE = 100;

  /** One clause for people, without a full stop. */
  String describe();

  /** Whether the same call may well succeed a little later. */
  boolean isTransient();

  /**
   * Nobody answered: no connection, or it broke.
   *
   * @param where the address that was asked
   * @param reason why
   */
  record Unreachable(String where, String reason) implements ApiFailure {

    @Override
    public String describe() {
      return "no answer from " + where + ": " + reason;
    }

    @Override
    public boolean isTransient() {
      return true;
    }
  }

  /** We may not talk to it at all: a file permission, for example. */
  record Denied(String where, String reason) implements ApiFailure {

    @Override
    public String describe() {
      return "no access to " + where + ": " + reason;
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }

  /**
   * The API said no.
   *
   * @param status HTTP status
   * @param code the API's own word for it, empty where it has none
   * @param message the API's own sentence
   */
  record Refused(int status, String code, String message) implements ApiFailure {

    /** Keeps so much of the API's words as anybody reads, on one line. */
    public Refused {
      code = PlainText.line(code, LONGEST_CODE);
      message = PlainText.line(message, LONGEST_MESSAGE);
    }

    private static final int LOCKED = 423;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final String CONFLICT = "conflict";

    @Override
    public String describe() {
      return message + " (" + (code.isEmpty() ? "" : code + ", ") + status + ")";
    }

    @Override
    public boolean isTransient() {
      return status == LOCKED
          || status == TOO_MANY
          || status >= SERVER_ERROR
          || code.equals(CONFLICT);
    }
  }

  /** What came was not what the API answers. */
  record Garbled(String where, String what) implements ApiFailure {

    @Override
    public String describe() {
      return where + " gave an answer that is none of its API's: " + what;
    }

    @Override
    public boolean isTransient() {
      return true;
    }
  }

  /** A job that the API had begun failed on its side. */
  record JobFailed(String job, String reason) implements ApiFailure {

    /** Keeps so much of the API's words as anybody reads, on one line. */
    public JobFailed {
      job = PlainText.line(job, LONGEST_CODE);
      reason = PlainText.line(reason, LONGEST_MESSAGE);
    }

    @Override
    public String describe() {
      return job + " failed: " + reason;
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }

  /** What was waited for did not come in time. */
  record TooLate(String what, Duration after) implements ApiFailure {

    @Override
    public String describe() {
      return what + " did not happen within " + after.toSeconds() + " s";
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }

  /**
   * We do not even ask, because what we were given cannot be used.
   *
   * @param code stable code of the error
   * @param what one clause, never with the value
   * @param remedy what to do
   */
  record Unusable(String code, String what, Remedy remedy) implements ApiFailure {

    @Override
    public String describe() {
      return what;
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }

  /** Somebody asked us to stop. */
  record Stopped(String reason) implements ApiFailure {

    @Override
    public String describe() {
      return "stopped: " + reason;
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }

  /** Whether the API does not know what it was asked about. */
  static boolean isNotFound(ApiFailure failure) {
    return failure instanceof Refused refused && refused.status() == 404;
  }
}
